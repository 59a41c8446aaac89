/*
id = "opening_year_above_total"
kind = "check"
code = "X086"
severity = "error"
category = "consistency"
forms = ["opening"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "期初本年累计大于启动以来累计", en = "The opening's year above its total" }
message = { zh = "{measure} 本年累计 {year_count}，大于启动以来累计 {total_count}", en = "{measure}: this year's {year_count} is more than the {total_count} since the start" }
why = { zh = "启动以来累计包含本年累计", en = "the total since the start holds the year" }
expected = { zh = "本年累计不大于启动以来累计", en = "this year at most the total since the start" }
fix = { zh = "请核对两种口径是否填反", en = "check whether the two scopes were swapped" }
null = { zh = "没有启动以来累计，或其截止日期更早的为未知", en = "unknown without a total, or where the total ends earlier" }
source = "project definition: AX08"
*/
with opening as (
    select s.part_id, s.row, used.unit_code, s.measure, s.value
    from stg.opening as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined and s.scope = '本年累计'
),

compared as (
    select
        opening.part_id, opening.row, opening.measure, opening.value as year_value,
        case when total.as_of >= year.as_of then total.value end as total_value
    from opening
    left join ent.opening as year
        on opening.unit_code = year.unit_code and opening.measure = year.measure and year.scope = '本年累计'
    left join ent.opening as total
        on opening.unit_code = total.unit_code and opening.measure = total.measure and total.scope = '启动以来累计'
)

select
    part_id, row, 'value' as field,
    year_value <= total_value as ok,
    plain_number(year_value) as value,
    '≤ ' || plain_number(total_value) as expected,
    cast(year_value - total_value as decimal(18, 2)) as difference,
    measure, plain_number(year_value) as year_count, plain_number(total_value) as total_count
from compared
