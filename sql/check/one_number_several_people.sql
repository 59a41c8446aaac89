/*
id = "one_number_several_people"
kind = "check"
code = "X001"
severity = "error"
explains = ["P128", "P138"]
category = "accuracy"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "一号多人", en = "One number, several people" }
message = { zh = "同一身份证号登记了姓名、性别或出生日期不同的人，本行未采用该号码", en = "this number is carried by people whose names, sex or birth dates disagree; this row was not given it" }
why = { zh = "监护人或兄弟姐妹的号码被复制给多人", en = "a guardian's or sibling's number copied down" }
fix = { zh = "请逐一核对证件，改正录错的号码", en = "check each person's document and correct the wrong numbers" }
expected = { zh = "一个号码只属于一个人", en = "a number belongs to one person" }
null = { zh = "没有有效号码的不问", en = "not asked without a sound number" }
source = "GB 11643-1999, 3; project definition: one number, several people"
*/
select
    identity.part_id, identity.row,
    case when identity.role = 'recipient' then 'recipient_id' else 'helper_id' end as field,
    identity.id_number is not null as ok,
    mask(identity.stated_number) as value
from ent.mention_identity as identity
inner join ent.part_used as used on identity.part_id = used.part_id
where identity.stated_number is not null and used.is_current
