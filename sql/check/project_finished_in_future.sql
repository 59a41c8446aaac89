/*
id = "project_finished_in_future"
kind = "check"
code = "X046"
severity = "query"
category = "consistency"
forms = ["project"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "已完成的项目结束日期在将来", en = "A finished project that ends in the future" }
message = { zh = "项目状态为{status}，但结束日期在数据截止日之后", en = "the project is {status}, but its end is after the day of the data" }
why = { zh = "填了计划结束日期，或状态提前填写", en = "a planned date, or a status that came too early" }
expected = { zh = "不晚于数据截止日", en = "no later than the day of the data" }
fix = { zh = "请核对状态和结束日期", en = "check the status and the date" }
null = { zh = "未填结束日期的不问", en = "not asked without an end" }
source = "project definition: status of AX05"
*/
select
    s.part_id, s.row, 'end_date' as field,
    s.end_date <= $as_of as ok,
    cast(s.end_date as varchar) as value,
    s.status
from stg.project as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current and not s.is_quarantined and s.status in ('已完成', '终止') and s.end_date is not null
