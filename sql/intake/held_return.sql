/*
id = "held_return"
kind = "intake"
title = { zh = "暂缓采用的报表", en = "Returns in `judged_return` that are held, a row a reason" }
grain = ["period", "unit_code", "form", "reason"]
*/
select
    hold.unit_code, unit.name, hold.form, hold.period, hold.reason, hold.item_count, hold.limit_count,
    part.row_count
from meta.hold as hold
inner join meta.unit as unit on hold.unit_code = unit.unit_code
inner join (
    select
        unit_code, form, period, cast(sum(rows_accepted + rows_quarantined) as bigint) as row_count
    from meta.part
    semi join judged_return as judged
        on part.unit_code = judged.unit_code and part.form = judged.form and part.period = judged.period
    where state = 'accepted'
    group by all
) as part on hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
where hold.released_reason is null
order by hold.period, hold.unit_code, hold.form, hold.reason desc
