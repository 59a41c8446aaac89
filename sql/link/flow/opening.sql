/*
id = "opening"
kind = "link"
title = { zh = "期初累计", en = "Opening balances, the newest of each measure and scope" }
grain = ["unit_code", "measure", "scope"]
*/
with placed as (
    select
        used.unit_code, s.measure, s.scope,
        -- Half a visit is no visit: what is counted is whole in every unit, so that units add up.
        cast(case when s.measure in ('资助资金', '募集资金') then s.value else round(s.value) end as decimal(18, 2)) as value,
        s.as_of, s.part_id, s.row,
        row_number() over (
            partition by used.unit_code, s.measure, s.scope
            order by
                used.period desc, s.as_of desc, part.is_supplement desc, part.filled_date desc nulls last, file.sha256,
                part.sheet, s.row
        ) as place
    from stg.opening as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join meta.part as part on s.part_id = part.part_id
    inner join meta.file as file on part.file_id = file.file_id
    where not s.is_quarantined
)

select unit_code, measure, scope, value, as_of, part_id, row
from placed
where place = 1
