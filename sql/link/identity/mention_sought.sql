/*
id = "mention_sought"
kind = "link"
is_scratch = true
title = { zh = "人员记录的查找依据", en = "By what the person of each mention is looked for: its number alone, or what its unit's rows say" }
grain = ["part_id", "row", "role"]
*/
select
    part_id,
    row,
    role,
    id_number,
    case when id_number is null then unit_code end as unit_code,
    case when id_number is null then coalesce(folded_name, '') end as folded_name,
    case when id_number is null then evidence end as evidence
from ent.mention_identity
