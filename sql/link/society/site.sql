/*
id = "site"
kind = "link"
title = { zh = "服务阵地与队伍", en = "Sites and volunteer teams of the current returns" }
grain = ["part_id", "row"]
*/
select
    s.part_id, s.row, used.unit_code, s.site_kind,
    coalesce(s.volunteer_count, 0) as volunteer_count,
    coalesce(s.served_times, 0) as served_times
from stg.site as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current and not s.is_quarantined
