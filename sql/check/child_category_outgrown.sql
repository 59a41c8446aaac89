/*
id = "child_category_outgrown"
kind = "check"
code = "X023"
severity = "query"
category = "accuracy"
forms = ["pairing"]
yields_to = ["P101", "P102", "P104", "P106", "P107", "P10C", "P10D", "X001"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "{category.left_behind}、{category.in_difficulty}超过年龄", en = "Child left behind or in difficulty who is too old for it" }
message = { zh = "登记为{category}，但在数据截止日已满{age_limit}周岁", en = "entered as {category}, but {age_limit} or older on the day of the data" }
why = { zh = "留守儿童未满16周岁，困境儿童未满18周岁", en = "a child left behind is under 16, a child in difficulty under 18" }
expected = { zh = "{category.left_behind}未满16周岁，{category.in_difficulty}未满18周岁", en = "under 16 for {category.left_behind}, under 18 for {category.in_difficulty}" }
fix = { zh = "请核对身份证号和类别；已超龄的请终止结对或改正类别", en = "check the number and the category; end the pairing or correct the category of who is older" }
null = { zh = "身份证号和出生日期都没有的，无法判断", en = "unknown where neither a sound ID number nor a birth date is given" }
source = "国发〔2016〕13号: 留守儿童 under 16; 国发〔2016〕36号: 困境儿童 under 18"
*/
with child as (
    select
        s.part_id, s.row, s.recipient_category,
        birth_number(s.recipient_id, s.recipient_birth_date) as birth,
        case when s.recipient_category = $category_left_behind then $left_behind_age else $adult_age end as age_limit
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and s.recipient_category in ($category_left_behind, $category_in_difficulty)
)

select
    part_id, row, 'recipient_category' as field,
    birth > born_until($as_of, age_limit) as ok,
    recipient_category as value,
    recipient_category as category,
    age_limit
from child
