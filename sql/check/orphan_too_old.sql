/*
id = "orphan_too_old"
kind = "check"
code = "X021"
severity = "error"
category = "accuracy"
forms = ["pairing"]
yields_to = ["P101", "P102", "P104", "P106", "P107", "P10C", "P10D", "X001"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "{category.orphan}、{category.de_facto}年龄过大", en = "Orphan or child without care who is far beyond school age" }
message = { zh = "登记为{category.orphan}或{category.de_facto}，但年龄已超过在校就读的年龄", en = "entered as an orphan or a child without care, but too old even for one at school" }
why = { zh = "类别填错、号码填成监护人的，或应退出未退出", en = "a wrong category, a guardian's number, or an exit that was forgotten" }
expected = { zh = "未满25周岁（可设置）", en = "under 25 (a setting)" }
fix = { zh = "请核对类别和身份证号；确已超龄的请终止结对", en = "check the category and the ID number; end the pairing of who really is that old" }
null = { zh = "身份证号和出生日期都没有的，无法判断", en = "unknown where neither a sound ID number nor a birth date is given" }
source = "policy definition of 孤儿: under 18, or at school; the upper age is a setting"
*/
select
    s.part_id, s.row, 'recipient_category' as field,
    birth_number(s.recipient_id, s.recipient_birth_date) > born_until($as_of, $latest_student_age) as ok,
    s.recipient_category as value
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where
    used.is_current and not s.is_quarantined and s.status <> '终止'
    and (
        s.recipient_category in ($category_orphan, $category_de_facto)
        or contains(s.other_categories, $category_orphan) or contains(s.other_categories, $category_de_facto)
    )
