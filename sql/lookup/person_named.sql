/*
id = "person_named"
kind = "lookup"
title = { zh = "文稿中出现的姓名", en = "Those of some words that are a person's name in any return" }
grain = ["word"]
*/
with asked as (
    select unnest($words) as word
),

told as (
    select name
    from stg.pairing
    unpivot (name for field in (
        recipient_name, recipient_name_alias, guardian_name, guardian_name_alias, helper_name, helper_name_alias
    ))
    union all
    select name
    from stg.activity
    unpivot (name for field in (recipient_name, helper_name))
    union all
    select name
    from stg.activity_monthly
    unpivot (name for field in (recipient_name, helper_name))
)

select asked.word
from asked
semi join told on asked.word = told.name
order by asked.word
