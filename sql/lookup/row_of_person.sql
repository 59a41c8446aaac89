/*
id = "row_of_person"
kind = "lookup"
title = { zh = "人员的最新一行", en = "The newest row that names a person, of the identity itself before others" }
grain = ["part_id", "row"]
*/
select told.part_id, told.row, told.identity_id
from ent.mention_evidence as told
inner join ent.part_used as used on told.part_id = used.part_id
where told.role = $role and $key in (told.identity_id, told.person_id)
order by told.identity_id = $key desc, used.period desc, used.unit_code, told.part_id, told.row
limit 1
