/*
id = "helper_under_age"
kind = "check"
code = "X034"
severity = "query"
category = "accuracy"
forms = ["pairing"]
yields_to = ["X001"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "结对人未成年", en = "A helper who is under age" }
message = { zh = "按身份证号，结对人在数据截止日未满18周岁", en = "by the ID number, the helper is under 18 on the day of the data" }
why = { zh = "号码填成对象或子女的", en = "a recipient's or a child's number was typed" }
expected = { zh = "结对人已满18周岁", en = "helpers are 18 or older" }
fix = { zh = "请核对结对人身份证号", en = "check the helper's ID number" }
null = { zh = "没有有效身份证号的不问", en = "not asked without a sound ID number" }
source = "project definition: helpers are adults"
*/
select
    s.part_id, s.row, 'helper_id' as field,
    birth_number(s.helper_id, cast(null as date)) <= born_until($as_of, $adult_age) as ok,
    mask(s.helper_id) as value
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where
    used.is_current and not s.is_quarantined and s.status = '在帮'
    and s.helper_id is not null and s.helper_kind <> '社会组织'
