/*
id = "orphan_of_age"
kind = "check"
code = "X020"
severity = "query"
category = "accuracy"
forms = ["pairing"]
yields_to = ["P101", "P102", "P104", "P106", "P107", "P10C", "P10D", "X001"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "{category.orphan}、{category.de_facto}已满18周岁", en = "Orphan or child without care who is of age" }
message = { zh = "登记为{category.orphan}或{category.de_facto}，但在数据截止日已满18周岁，需确认是否在校", en = "entered as an orphan or a child without care, but of age on the day of the data: is the child still at school?" }
why = { zh = "满18周岁后只有在校就读的继续保障", en = "after the 18th birthday only those at school stay entitled" }
expected = { zh = "未满18周岁，或备注注明在校就读", en = "under 18, or a remark that says at school (在读, 在校, 就读)" }
fix = { zh = "在校的请在备注注明学校；不在读的请终止（年满18周岁且不在读）或改正类别、号码", en = "name the school in the remark; else end the pairing (年满18周岁且不在读), or correct the category or the number" }
null = { zh = "身份证号和出生日期都没有的，无法判断", en = "unknown where neither a sound ID number nor a birth date is given" }
source = "policy definition of 孤儿: under 18, or at school; ages are full years on the day of the data"
*/
with child as (
    select
        s.part_id, s.row, s.recipient_category, s.remark,
        birth_number(s.recipient_id, s.recipient_birth_date) as birth
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and (
            s.recipient_category in ($category_orphan, $category_de_facto)
            or contains(s.other_categories, $category_orphan) or contains(s.other_categories, $category_de_facto)
        )
)

select
    part_id, row, 'recipient_category' as field,
    case
        when birth > born_until($as_of, $adult_age) then true
        when regexp_matches(remark, '(^|[^不未非没有])(在读|在校|就读)') then true
        when birth is not null then false
    end as ok,
    recipient_category as value
from child
where birth is null or birth > born_until($as_of, $latest_student_age)
