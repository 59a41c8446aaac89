/*
id = "indicator"
kind = "link"
title = { zh = "重点任务指标", en = "Declared indicators of every month, each once a unit and month" }
grain = ["unit_code", "period", "indicator_code"]
*/
with placed as (
    select
        used.unit_code, used.period, used.is_current, s.indicator_code, s.part_id, s.row,
        cast(s.month_value as decimal(18, 2)) as month_value,
        cast(s.year_value as decimal(18, 2)) as year_value,
        cast(s.total_value as decimal(18, 2)) as total_value,
        row_number() over (
            partition by used.unit_code, used.period, s.indicator_code
            order by part.is_supplement desc, part.filled_date desc nulls last, file.sha256, part.sheet, s.row
        ) as place
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join meta.part as part on s.part_id = part.part_id
    inner join meta.file as file on part.file_id = file.file_id
    where not s.is_quarantined
)

select
    unit_code,
    period,
    case when is_current then period end as used_period,
    indicator_code, month_value, year_value, total_value,
    part_id,
    row
from placed
where place = 1
