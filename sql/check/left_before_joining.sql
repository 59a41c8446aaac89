/*
id = "left_before_joining"
kind = "check"
code = "X045"
severity = "query"
category = "consistency"
forms = []
yields_to = ["O071", "O072", "O074", "J071", "J072", "J074"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "退出或结束早于开始", en = "Left or ended before it began" }
message = { zh = "{end_day}早于{start_day}：退出（结束）日期在参与（开始）日期之前", en = "{end_day} is before {start_day}: it left or ended before it began" }
why = { zh = "日期录错", en = "a mistyped date" }
expected = { zh = "退出（结束）日期不早于参与（开始）日期", en = "the end is no earlier than the beginning" }
fix = { zh = "请核对两个日期", en = "check both dates" }
null = { zh = "未填退出（结束）日期的不问；未填参与（开始）日期的，无法判断", en = "not asked without an end; unknown without a beginning" }
source = "project definition: dates of AX03 and AX05"
*/
select
    s.part_id, s.row, 'exit_date' as field,
    s.exit_date >= s.join_date as ok,
    cast(s.exit_date as varchar) as value,
    s.join_date as start_day,
    s.exit_date as end_day
from stg.organization as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current and not s.is_quarantined and s.exit_date is not null
union all
select s.part_id, s.row, 'end_date', s.end_date >= s.start_date, cast(s.end_date as varchar), s.start_date, s.end_date
from stg.project as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current and not s.is_quarantined and s.end_date is not null
