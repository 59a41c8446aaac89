/*
id = "fund_outside_period"
kind = "check"
code = "X066"
severity = "query"
category = "accuracy"
forms = ["fund_entry"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "收支日期早于报告期", en = "Fund entry from before the period" }
message = { zh = "日期在报告期开始（{first_day}）之前，已计入本期", en = "the date is before the period's first day ({first_day}); the entry counts in this period" }
why = { zh = "可能是日期录错、补报或重复上报以前月份的收支", en = "a mistyped date, a late entry, or one that an earlier month already had" }
expected = { zh = "报告期内的日期", en = "a date in the period" }
fix = { zh = "请核对日期；补报以前月份的请说明，已报过的请删除", en = "check the date; explain a late entry, delete one that was reported before" }
null = { zh = "日期未填的行不计入，不问", en = "a row without a date is not counted, and not asked about" }
source = "project definition: a flow is what happened in the period"
*/
select
    s.part_id, s.row, 'entry_date' as field,
    s.entry_date > $previous_as_of as ok,
    cast(s.entry_date as varchar) as value,
    cast($previous_as_of + 1 as varchar) as first_day
from stg.fund_entry as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.period = $period and not s.is_quarantined
