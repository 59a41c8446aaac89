/*
id = "quarantined"
kind = "link"
title = { zh = "隔离待核", en = "Rows that count nowhere until corrected, of what the period uses" }
grain = ["unit_code", "form"]
*/
select used.unit_code, used.form, cast(sum(part.rows_quarantined) as bigint) as row_count
from ent.part_used as used
inner join meta.part as part on used.part_id = part.part_id
where used.period = $period or (used.is_current and used.form in ('pairing', 'organization', 'project', 'site'))
group by used.unit_code, used.form
