/*
id = "orphan_and_de_facto"
kind = "check"
code = "X026"
severity = "error"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "同一人既是{category.orphan}又是{category.de_facto}", en = "One child as an orphan and as a child without care" }
message = { zh = "同一对象在本期既登记为{category.orphan}，又登记为{category.de_facto}", en = "the same child stands as an orphan and as a child in fact without care" }
why = { zh = "父母双亡或失踪的是孤儿，其余是事实无人抚养儿童，二者只能居其一", en = "a child is one or the other: it depends on whether both parents are dead or missing" }
expected = { zh = "{category.orphan}、{category.de_facto}二者之一", en = "one of the two" }
fix = { zh = "请核对父母情况，改正有误的类别或其他类别", en = "find out about the parents and correct the wrong category" }
null = { zh = "未填类别的行不问", en = "rows without a category are not asked" }
source = "民发〔2019〕62号: 事实无人抚养儿童"
*/
select
    p.part_id, p.row, 'recipient_category' as field,
    not category.has_orphan or not category.has_de_facto as ok,
    p.recipient_category as value
from ent.pair_mention as p
inner join ent.recipient_category as category on p.recipient_id = category.recipient_id
where
    p.is_current and not p.is_quarantined and p.is_area and p.status <> '终止'
    and (category.has_orphan or category.has_de_facto)
