/*
id = "month_and_total_mixed"
kind = "check"
code = "X014"
severity = "query"
category = "consistency"
forms = ["indicator"]
needs = ["previous"]
yields_to = ["X071"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "本月数与累计数混填", en = "This month's number and the total mixed up" }
message = { zh = "{indicator_code} {indicator_name} 填 {stated}，上月累计 {before_count}：本月数不小于上月累计，或累计小于上月累计", en = "{indicator_code} {indicator_name} says {stated} after a total of {before_count}: this month's number reaches last month's total, or the total is below it" }
why = { zh = "把累计数填在本月数列，或把本月数填在累计列", en = "a total written as this month's number, or the reverse" }
expected = { zh = "本月数小于上月累计，累计不小于上月累计", en = "this month below last month's total, and the total not below it" }
fix = { zh = "请核对本月数和启动以来累计；如确有大幅增长或更正，请说明", en = "check both columns; explain a leap or a correction" }
null = { zh = "本月数为零或空白的不问；上月没有累计或本月累计空白为未知", en = "a month of nothing is not asked about; unknown without last month's total, or with a blank total" }
source = "intake 50"
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
),

placed as (
    select
        s.part_id, s.row, used.unit_code, s.indicator_code, flow.name,
        unnest(['month_value', 'total_value']) as field,
        unnest([s.month_value, s.total_value]) as stated_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join flow on s.indicator_code = flow.indicator_code
    where used.period = $period and not s.is_quarantined
)

select
    placed.part_id, placed.row, placed.field,
    case
        when placed.field = 'month_value' then before.total_value = 0 or placed.stated_value < before.total_value
        else placed.stated_value >= before.total_value
    end as ok,
    plain_number(placed.stated_value) as value,
    if(placed.field = 'month_value', '< ', '≥ ') || plain_number(before.total_value) as expected,
    cast(placed.stated_value - before.total_value as decimal(18, 2)) as difference,
    placed.indicator_code, placed.name as indicator_name, plain_number(placed.stated_value) as stated,
    plain_number(before.total_value) as before_count
from placed
inner join before_unit on placed.unit_code = before_unit.unit_code
left join before on placed.unit_code = before.unit_code and placed.indicator_code = before.indicator_code
where placed.field = 'total_value' or placed.stated_value > 0
