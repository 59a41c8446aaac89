/*
id = "number_person"
kind = "link"
is_view = true
title = { zh = "证号对应的人", en = "The person that each valid number is" }
grain = ["id_number"]
*/
select person.id_number, coalesce(linked.person_id, person.person_id) as person_id
from meta.person as person
left join ent.person_link as linked on person.person_id = linked.identity_id
where person.id_number is not null
