/*
id = "mention_person"
kind = "link"
is_view = true
title = { zh = "人员记录对应的人", en = "The person that each mention is, identities found to be one put together" }
grain = ["part_id", "row", "role"]
*/
select
    known.part_id,
    known.row,
    known.role,
    coalesce(linked.person_id, known.identity_id) as person_id,
    coalesce(linked.is_identified, known.is_identified) as is_identified,
    known.is_identified as has_number
from ent.mention_known as known
left join ent.person_link as linked on known.identity_id = linked.identity_id
