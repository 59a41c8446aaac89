/*
id = "mention_known"
kind = "link"
title = { zh = "人员记录对应的身份", en = "The identity that each mention is: a number, or what a unit's rows say of somebody" }
grain = ["part_id", "row", "role"]
after = ["ent.new_person"]
*/
select
    identity.part_id, identity.row, identity.role, person.person_id as identity_id, true as is_identified
from ent.mention_identity as identity
inner join meta.person as person on identity.id_number = person.id_number
union all
select
    identity.part_id, identity.row, identity.role, person.person_id as identity_id, false as is_identified
from ent.mention_identity as identity
inner join meta.person as person
    on
        person.id_number is null
        and identity.unit_code = person.unit_code
        and coalesce(identity.folded_name, '') = person.folded_name
        and identity.evidence = person.evidence
where identity.id_number is null
