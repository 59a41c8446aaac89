/*
id = "month_above_total"
kind = "check"
code = "X071"
severity = "error"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "本月数大于累计数", en = "This month above the total" }
message = { zh = "{indicator_code} {indicator_name}：{stated} 大于范围更大的累计 {wider}", en = "{indicator_code} {indicator_name}: {stated} is more than the wider total of {wider}" }
why = { zh = "累计数包含本月数，启动以来累计包含本年累计", en = "the year holds its months, and the total since the start holds the year" }
expected = { zh = "本月数 ≤ 本年累计 ≤ 启动以来累计", en = "this month ≤ this year ≤ since the start" }
fix = { zh = "请核对三列是否填错列，或累计未加本月", en = "check whether the columns were swapped, or the month not added to the total" }
null = { zh = "本列空白的不问；没有可比的累计为未知", en = "a blank number is not asked about; without a total to compare it is unknown" }
source = "project definition: AX07, within the form"
*/
-- The month against the year, or the total where the year is blank; the year against the total: one slip, one finding.
with flow as (
    select indicator_code, name
    from ent.indicator_code
    where kind = 'flow' and has_total
),

placed as (
    select
        s.part_id, s.row, s.indicator_code, flow.name,
        unnest(['month_value', 'year_value']) as field,
        unnest([s.month_value, s.year_value]) as narrow_value,
        unnest([coalesce(s.year_value, s.total_value), s.total_value]) as wide_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join flow on s.indicator_code = flow.indicator_code
    where used.period = $period and not s.is_quarantined
)

select
    part_id, row, field,
    narrow_value <= wide_value as ok,
    plain_number(narrow_value) as value,
    plain_number(wide_value) as expected,
    cast(narrow_value - wide_value as decimal(18, 2)) as difference,
    indicator_code, name as indicator_name, plain_number(narrow_value) as stated, plain_number(wide_value) as wider
from placed
where narrow_value is not null
