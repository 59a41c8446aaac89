/*
id = "other_categories_at_odds"
kind = "check"
code = "X028"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "其他类别与主类别重复或矛盾", en = "Other categories that repeat or contradict the main one" }
message = { zh = "其他类别与对象类别重复、自身重复，或{category.orphan}又登记为{category.left_behind}", en = "the other categories repeat the main one or each other, or an orphan is also a child left behind" }
why = { zh = "其他类别只填主类别以外的类别；孤儿没有外出务工的父母", en = "only further categories belong there; an orphan has no parents who work away" }
expected = { zh = "与对象类别不同、互不重复、互不矛盾的类别", en = "categories other than the main one, each once, that can go together" }
fix = { zh = "请删除重复的类别，核对矛盾的类别", en = "delete what is repeated, check what contradicts" }
null = { zh = "未填其他类别的不问", en = "not asked without other categories" }
source = "project definition: main and other categories"
*/
with told as (
    select
        s.part_id, s.row, s.recipient_category, s.other_categories,
        list_append(string_split(s.other_categories, '、'), s.recipient_category) as every_category
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined and s.status <> '终止' and s.other_categories is not null
)

select
    part_id, row, 'other_categories' as field,
    len(list_distinct(every_category)) = len(every_category)
    and not list_has_all(every_category, [$category_orphan, $category_left_behind]) as ok,
    other_categories as value
from told
