/*
id = "self_pair"
kind = "check"
code = "X006"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "结对人与对象为同一人", en = "Helper is the recipient" }
message = { zh = "结对人与帮扶对象是同一人", en = "helper and recipient are one person" }
why = { zh = "号码录错列", en = "a number typed into the wrong column" }
fix = { zh = "请核对两个身份证号，改正录错的一个", en = "check both ID numbers and correct the wrong one" }
expected = { zh = "结对人与对象为不同的人", en = "helper and recipient are two people" }
null = { zh = "缺一方的不问", en = "not asked where one is missing" }
source = "project definition: persons and pairs"
*/
select
    p.part_id, p.row, 'helper_id' as field,
    p.helper_id <> p.recipient_id as ok,
    mask_id(p.helper_text) as value,
    cast(null as varchar) as detail
from ent.pair_mention as p
where p.is_current and not p.is_quarantined and p.status = '在帮'
