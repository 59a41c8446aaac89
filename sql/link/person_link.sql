/*
id = "person_link"
kind = "link"
title = { zh = "身份对应的人", en = "The person that each joined identity is: the oldest key of its group, with the number that one of them has" }
grain = ["identity_id"]
*/
with settled as (
    select
        component.identity_id,
        case
            when conflict.lowest_id is null then component.lowest_id
            else coalesce(decided.lowest_id, component.identity_id)
        end as person_id,
        conflict.reason
    from ent.link_component as component
    left join ent.link_conflict as conflict on component.lowest_id = conflict.lowest_id
    left join ent.link_component as decided on component.identity_id = decided.identity_id and decided.layer = 1
    where component.layer = 2
)

select
    settled.identity_id,
    settled.person_id,
    min(person.id_number) over (partition by settled.person_id) as id_number,
    min(person.id_number) over (partition by settled.person_id) is not null as is_identified,
    settled.reason
from settled
inner join meta.person as person on settled.identity_id = person.person_id
