/*
id = "year_not_restarted"
kind = "check"
code = "X076"
severity = "query"
category = "consistency"
forms = ["indicator"]
yields_to = ["X071"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "一月的本年累计不等于本月数", en = "January's year is not January's month" }
message = { zh = "{indicator_code} {indicator_name} 一月的本年累计 {stated}，应与本月数 {month_count} 相同", en = "{indicator_code} {indicator_name}: in January this year says {stated}, this month {month_count}" }
why = { zh = "本年累计一月重新开始", en = "a year's total starts anew in January" }
expected = { zh = "一月：本年累计 = 本月数", en = "in January the year is the month" }
fix = { zh = "请将本年累计改为一月当月数", en = "write January's own number as the year's total" }
null = { zh = "其他月份不问；本年累计空白的不问；本月数空白为未知", en = "other months are not asked about, nor a blank total; without the month's number it is unknown" }
source = "project definition: AX07, within the form"
*/
select
    s.part_id, s.row, 'year_value' as field,
    s.year_value = s.month_value as ok,
    plain_number(s.year_value) as value,
    plain_number(s.month_value) as expected,
    cast(s.year_value - s.month_value as decimal(18, 2)) as difference,
    s.indicator_code, code.name as indicator_name, plain_number(s.year_value) as stated,
    plain_number(s.month_value) as month_count
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
where
    used.period = $period and $period like '%-01' and not s.is_quarantined
    and code.kind = 'flow' and code.has_total and s.year_value is not null
