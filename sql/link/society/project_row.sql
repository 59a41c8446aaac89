/*
id = "project_row"
kind = "link"
title = { zh = "公益项目行", en = "Project rows of all months with their key" }
grain = ["part_id", "row"]
*/
select
    s.part_id, s.row, used.unit_code, used.period, used.is_current, s.status, s.start_date, s.end_date,
    coalesce(s.beneficiary_times, 0) as beneficiary_times,
    case
        when regexp_matches(s.project_code, $provincial_project_pattern) then s.project_code
        else used.unit_code || ' ' || s.project_code
    end as project_key
from stg.project as s
inner join ent.part_used as used on s.part_id = used.part_id
where not s.is_quarantined
