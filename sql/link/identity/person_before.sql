/*
id = "person_before"
kind = "link"
title = { zh = "上期与本期的人员键", en = "Which persons of now each joined person of last month is: several after a split, one of several after a merge" }
grain = ["before_id", "person_id"]
*/
-- Whoever is joined to nobody in either month keeps the key and is not here.
with joined_before as (
    select identity_id, person_id
    from meta.person_link
    where period in (select linked_before.period from ent.linked_before as linked_before)
),

identity as (
    select identity_id from joined_before
    union
    select person_id from joined_before
    union
    select identity_id from ent.person_link
)

select distinct
    coalesce(joined_before.person_id, identity.identity_id) as before_id,
    coalesce(linked.person_id, identity.identity_id) as person_id
from identity
left join joined_before on identity.identity_id = joined_before.identity_id
left join ent.person_link as linked on identity.identity_id = linked.identity_id
