/*
id = "orphan_as_destitute"
kind = "check"
code = "X027"
severity = "error"
category = "consistency"
forms = ["pairing"]
yields_to = ["P101", "P102", "P104", "P106", "P107", "P10C", "P10D", "X001"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "未满16周岁的{category.orphan}又登记为{category.destitute}", en = "An orphan under 16 entered as destitute too" }
message = { zh = "未满16周岁的对象既登记为{category.orphan}，又登记为{category.destitute}", en = "a child under 16 stands as an orphan and as a person in extreme hardship" }
why = { zh = "同时符合孤儿和特困人员条件的未成年人应认定为孤儿", en = "a minor who meets both definitions is an orphan" }
expected = { zh = "只登记为{category.orphan}", en = "an orphan only" }
fix = { zh = "请删除{category.destitute}类别", en = "take out the category {category.destitute}" }
null = { zh = "身份证号和出生日期都没有的，无法判断", en = "unknown where neither a sound ID number nor a birth date is given" }
source = "特困人员认定办法 (2021): who is entitled as an orphan is no 特困人员"
*/
with twofold as (
    select recipient_id
    from ent.recipient_category
    where has_orphan and has_destitute
)

select
    p.part_id, p.row, 'recipient_category' as field,
    birth_number(s.recipient_id, s.recipient_birth_date) <= born_until($as_of, $destitute_child_age) as ok,
    p.recipient_category as value
from ent.pair_mention as p
inner join twofold on p.recipient_id = twofold.recipient_id
inner join stg.pairing as s on p.part_id = s.part_id and p.row = s.row
where p.is_current and not p.is_quarantined and p.is_area and p.status <> '终止'
