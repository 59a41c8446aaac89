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
    part_id, row, 'recipient_id' as field,
    has_recipient_number as ok,
    mask(recipient_number) as value
from ent.pair_mention
-- A number that only a certificate tells is the certificate's rule to ask about.
where is_current and recipient_number is not null and recipient_text is not null
union all
select
    part_id, row, 'helper_id' as field,
    has_helper_number as ok,
    mask(helper_number) as value
from ent.pair_mention
where is_current and helper_number is not null
