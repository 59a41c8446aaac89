/*
id = "organization_row"
kind = "link"
title = { zh = "社会组织行", en = "Current rows of organisations with their key" }
grain = ["part_id", "row"]
*/
select
    s.part_id, s.row, used.unit_code, s.uscc, s.org_kind, s.join_date, s.exit_date,
    s.uscc is not null as is_identified,
    coalesce(s.uscc, used.unit_code || ' ' || coalesce(fold_name(s.org_name), s.uscc_text, s.part_id || ' ' || s.row))
        as organization_key
from stg.organization as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current and not s.is_quarantined
