/*
id = "total_not_continued"
kind = "check"
code = "X074"
severity = "query"
category = "consistency"
forms = ["indicator"]
needs = ["previous"]
yields_to = ["X071", "X014"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "累计与上月接不上", en = "The total does not follow from last month's" }
message = { zh = "{indicator_code} {indicator_name} 启动以来累计 {stated}，上月累计 {before_count} 加本月 {month_count} 应为 {expected_count}", en = "{indicator_code} {indicator_name}: the total is {stated}; last month's {before_count} and this month's {month_count} make {expected_count}" }
why = { zh = "累计 = 上月累计 + 本月", en = "a total is last month's total and this month's number" }
expected = { zh = "启动以来累计 = 上月启动以来累计 + 本月数", en = "last month's total plus this month's number" }
fix = { zh = "请核对本月数和累计；更正以前月份的，请说明", en = "check both numbers; explain a correction of earlier months" }
null = { zh = "累计空白的不问；上月或本月空白为未知", en = "a blank total is not asked about; without last month's total or this month's number it is unknown" }
source = "project definition: AX07, within the form"
*/
with flow as (
    select indicator_code, name
    from ent.indicator_code
    where kind = 'flow' and has_total
),

-- A unit that sent nothing last month is told by its state, not figure by figure.
before_unit as (
    select distinct unit_code
    from ent.part_used
    where form = 'indicator' and period = $previous_period
),

before as (
    select unit_code, indicator_code, total_value
    from ent.indicator
    where period = $previous_period
)

select
    s.part_id, s.row, 'total_value' as field,
    s.total_value = before.total_value + s.month_value as ok,
    plain_number(s.total_value) as value,
    plain_number(before.total_value + s.month_value) as expected,
    cast(s.total_value - before.total_value - s.month_value as decimal(18, 2)) as difference,
    s.indicator_code, flow.name as indicator_name, plain_number(s.total_value) as stated,
    plain_number(before.total_value) as before_count, plain_number(s.month_value) as month_count,
    plain_number(before.total_value + s.month_value) as expected_count
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
inner join flow on s.indicator_code = flow.indicator_code
inner join before_unit on used.unit_code = before_unit.unit_code
left join before on used.unit_code = before.unit_code and s.indicator_code = before.indicator_code
where used.period = $period and not s.is_quarantined and s.total_value is not null
