/*
id = "ended_as_adult_under_age"
kind = "check"
code = "X030"
severity = "query"
category = "consistency"
forms = ["pairing"]
yields_to = ["P101", "P102", "P104", "P106", "P107", "P10C", "P10D", "X001"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "未满18周岁以成年为由终止", en = "Ended for coming of age by who was not" }
message = { zh = "终止原因为年满18周岁且不在读，但终止日期时未满18周岁", en = "the reason of ending is coming of age, but on that day the recipient was under 18" }
why = { zh = "终止原因、日期或身份证号录错", en = "a mistyped reason, date or ID number" }
expected = { zh = "终止日期时已满18周岁", en = "18 or older on the day of ending" }
fix = { zh = "请核对终止原因、终止日期和身份证号", en = "check the reason, the date and the ID number" }
null = { zh = "身份证号和出生日期都没有的，无法判断", en = "unknown where neither a sound ID number nor a birth date is given" }
source = "project definition: reasons of ending; ages are full years"
*/
select
    s.part_id, s.row, 'end_reason' as field,
    birth_number(s.recipient_id, s.recipient_birth_date) <= born_until(s.end_date, $adult_age) as ok,
    s.end_reason as value
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where
    used.is_current and not s.is_quarantined and s.status = '终止' and s.end_reason = '年满18周岁且不在读'
