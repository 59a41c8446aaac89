/*
id = "mention_person"
kind = "link"
is_scratch = true
title = { zh = "人员记录对应的人", en = "The person that each mention is" }
grain = ["part_id", "row", "role"]
after = ["ent.new_person"]
*/
select
    identity.part_id, identity.row, identity.role, person.person_id, true as is_identified
from ent.mention_identity as identity
inner join meta.person as person on identity.id_number = person.id_number
union all
select
    identity.part_id, identity.row, identity.role, person.person_id, false as is_identified
from ent.mention_identity as identity
inner join meta.person as person
    on
        person.id_number is null
        and identity.unit_code = person.unit_code
        and coalesce(identity.folded_name, '') = person.folded_name
        and identity.evidence = person.evidence
where identity.id_number is null
