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
    select recipient_name as name from stg.pairing
    union all
    select recipient_name_alias as name from stg.pairing
    union all
    select guardian_name as name from stg.pairing
    union all
    select guardian_name_alias as name from stg.pairing
    union all
    select helper_name as name from stg.pairing
    union all
    select helper_name_alias as name from stg.pairing
    union all
    select recipient_name as name from stg.activity
    union all
    select helper_name as name from stg.activity
    union all
    select recipient_name as name from stg.activity_monthly
    union all
    select helper_name as name from stg.activity_monthly
)

select asked.word
from asked
semi join told on asked.word = told.name
order by asked.word
