/*
id = "end_before_start"
kind = "check"
code = "X009"
severity = "query"
category = "accuracy"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "终止日期早于结对日期", en = "Ended before it began" }
message = { zh = "终止日期早于结对日期", en = "the date of ending is before the date of pairing" }
why = { zh = "日期录错", en = "a mistyped date" }
fix = { zh = "请核对两个日期", en = "check both dates" }
expected = { zh = "终止日期不早于结对日期", en = "the end is not before the start" }
null = { zh = "缺一个日期的，无法判断", en = "unknown where a date is missing" }
source = "AX01 结对帮扶台账: 结对日期、终止日期"
*/
select
    p.part_id, p.row, 'end_date' as field,
    p.end_date >= p.start_date as ok,
    cast(p.end_date as varchar) as value,
    cast(null as varchar) as detail
from ent.pair_mention as p
where p.is_current and not p.is_quarantined and p.status = '终止'
