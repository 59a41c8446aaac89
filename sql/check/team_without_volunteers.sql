/*
id = "team_without_volunteers"
kind = "check"
code = "X048"
severity = "query"
category = "consistency"
forms = ["site"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "没有志愿者的队伍或服务", en = "A team or a service without volunteers" }
message = { zh = "志愿服务队没有志愿者，或服务 {served_times} 人次而志愿者为0", en = "a volunteer team without volunteers, or {served_times} times served by none" }
why = { zh = "队伍无人，服务人次无从产生", en = "a team without people serves nobody" }
expected = { zh = "大于0", en = "above 0" }
fix = { zh = "请补填志愿者人数，或核对服务人次", en = "enter the number of volunteers, or check the people served" }
null = { zh = "志愿服务队未填志愿者人数的，无法判断；阵地未填的不问", en = "unknown for a team without a number; a site without one is not asked" }
source = "project definition: AX06 counts teams and their volunteers"
*/
with counted as (
    select
        s.part_id, s.row, s.volunteer_count, coalesce(s.served_times, 0) as served_times,
        s.site_kind in ('党员志愿服务队', '青年志愿服务队', '巾帼志愿服务队') as is_team
    from stg.site as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined
)

select
    part_id, row, 'volunteer_count' as field,
    volunteer_count > 0 or (not is_team and served_times = 0) as ok,
    cast(volunteer_count as varchar) as value,
    served_times
from counted
where is_team or volunteer_count is not null
