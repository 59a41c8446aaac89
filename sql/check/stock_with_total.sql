/*
id = "stock_with_total"
kind = "check"
code = "X072"
severity = "query"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "时点指标的累计数不同", en = "A stock with a total of its own" }
message = { zh = "{indicator_code} {indicator_name} 是时点数，累计填了 {stated}，本月数为 {month_count}", en = "{indicator_code} {indicator_name} is a stock; its total says {stated}, this month {month_count}" }
why = { zh = "时点数不能逐月相加", en = "the state at the end of a month doesn't add up over months" }
expected = { zh = "时点指标的累计留空，或与本月数相同", en = "the total of a stock is blank or the same as this month's number" }
fix = { zh = "请将累计两列留空，期末数填在本月数列", en = "leave both totals blank and write the closing number under this month" }
null = { zh = "累计空白的不问；本月数空白为未知", en = "a blank total is not asked about; without this month's number it is unknown" }
source = "project definition: AX07, within the form"
*/
with stock as (
    select indicator_code, name
    from ent.indicator_code
    where kind = 'stock'
),

placed as (
    select
        s.part_id, s.row, s.indicator_code, stock.name, s.month_value,
        unnest(['year_value', 'total_value']) as field,
        unnest([s.year_value, s.total_value]) as stated_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join stock on s.indicator_code = stock.indicator_code
    where used.period = $period and not s.is_quarantined
)

select
    part_id, row, field,
    stated_value = month_value as ok,
    plain_number(stated_value) as value,
    plain_number(month_value) as expected,
    cast(stated_value - month_value as decimal(18, 2)) as difference,
    indicator_code, name as indicator_name, plain_number(stated_value) as stated,
    plain_number(month_value) as month_count
from placed
where stated_value is not null
