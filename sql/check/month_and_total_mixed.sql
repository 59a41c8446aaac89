/*
id = "month_and_total_mixed"
kind = "check"
code = "X014"
severity = "query"
category = "history"
forms = ["indicator"]
needs = ["previous"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "本月数与累计数混填", en = "This month's number and the total mixed up" }
message = { zh = "本月数不小于上月累计，或累计小于上月累计", en = "this month's number reaches last month's total, or the total is below it" }
why = { zh = "把累计数填在本月数列，或把本月数填在累计列", en = "a total written as this month's number, or the reverse" }
fix = { zh = "请核对本月数和启动以来累计；如确有大幅增长或更正，请说明", en = "check both columns; explain a leap or a correction" }
expected = { zh = "本月数小于上月累计，累计不小于上月累计", en = "this month below last month's total, the total not below it" }
null = { zh = "上月没有该指标的，无法判断", en = "unknown where last month lacks the indicator" }
source = "AX07 重点任务指标表: 启动以来累计"
*/
with flow as (
    select indicator_code from ent.indicator_code where kind = 'flow'
),

before as (
    select unit_code, indicator_code, total_value
    from ent.indicator
    where period = $previous_period
)

select
    s.part_id, s.row, column_of.field,
    case
        when column_of.field = 'month_value' then before.total_value = 0 or s.month_value < before.total_value
        else s.total_value >= before.total_value
    end as ok,
    regexp_replace(
        cast(if(column_of.field = 'month_value', s.month_value, s.total_value) as varchar), '\.00$', ''
    ) as value,
    '上月累计 ' || regexp_replace(cast(before.total_value as varchar), '\.00$', '') as detail
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
inner join flow on s.indicator_code = flow.indicator_code
cross join (values ('month_value'), ('total_value')) as column_of (field)
left join before on used.unit_code = before.unit_code and s.indicator_code = before.indicator_code
where
    used.period = $period and not s.is_quarantined
    and (column_of.field = 'month_value' and s.month_value > 0 or column_of.field = 'total_value')
    and s.indicator_code not in ('K103', 'K202', 'K214')
