/*
id = "covered"
kind = "intake"
title = { zh = "采用时已在的分册", en = "Of each hold that was released the parts that it was released for" }
grain = ["unit_code", "form", "period", "reason", "part_id"]
uses = ["sheet_part"]
*/
with named as (
    select distinct unit_code, form, period, part_id
    from meta.return_decision
    where verb = 'release' and part_id is not null
)

select hold.unit_code, hold.form, hold.period, hold.reason, part.part_id
from meta.hold as hold
inner join meta.part as part
    on hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
inner join sheet_part as sheet on part.part_id = sheet.part_id
inner join meta.load as load on part.load_id = load.load_id
left join named on sheet.first_id = named.part_id
where
    hold.released_reason is not null
    and (
        named.part_id is not null
        -- Given by an aixin that didn't note for which parts: for those that were there.
        or (
            load.loaded_at <= hold.released_at
            and (hold.unit_code, hold.form, hold.period) not in (
                select (unit_code, form, period) from named
            )
        )
    )
