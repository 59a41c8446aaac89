/*
id = "person_link"
kind = "link"
title = { zh = "身份对应的人", en = "The person that each connected identity is: the oldest key of its group, with the number that one of them has" }
grain = ["identity_id"]
*/
-- The widest group that can be one person. Layers hold one another, so that all of a group come to the same one.
with settled as (
    select
        component.identity_id,
        coalesce(
            arg_max(component.lowest_id, component.layer) filter (conflict.reason is null), component.identity_id
        ) as person_id,
        max(conflict.reason) filter (component.layer = 4) as reason
    from ent.link_component as component
    left join ent.link_conflict as conflict
        on component.layer = conflict.layer and component.lowest_id = conflict.lowest_id
    group by component.identity_id
)

select
    settled.identity_id,
    settled.person_id,
    count(*) over (partition by settled.person_id) > 1 as is_joined,
    min(person.id_number) over (partition by settled.person_id) as id_number,
    min(person.id_number) over (partition by settled.person_id) is not null as is_identified,
    -- Why not all who are connected are one person.
    settled.reason
from settled
inner join meta.person as person on settled.identity_id = person.person_id
