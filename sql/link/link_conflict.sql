/*
id = "link_conflict"
kind = "link"
title = { zh = "不能并为一人的组", en = "Groups that the model would join and that cannot be one person: it joins none of them, and they are listed" }
grain = ["lowest_id"]
*/
with member as (
    select
        component.lowest_id,
        component.identity_id,
        coalesce(decided.lowest_id, component.identity_id) as decided_id,
        person.id_number
    from ent.link_component as component
    inner join meta.person as person on component.identity_id = person.person_id
    left join ent.link_component as decided on component.identity_id = decided.identity_id and decided.layer = 1
    where component.layer = 2
),

several_numbers as (
    select lowest_id, 'several_numbers' as reason
    from member
    where id_number is not null
    group by lowest_id
    having count(distinct decided_id) > 1
),

several_names as (
    select lowest_id, 'several_names' as reason
    from (
        select member.lowest_id, member.decided_id, record.name, unnest(record.returns) as return_key
        from member
        inner join ent.link_record as record on member.identity_id = record.identity_id
    ) as named
    group by lowest_id, return_key
    having count(distinct name) > 1 and count(distinct decided_id) > 1
),

decided_apart as (
    select distinct near.lowest_id, 'decided_apart' as reason
    from ent.link_verdict as verdict
    inner join member as near on verdict.left_id = near.identity_id
    inner join member as far on verdict.right_id = far.identity_id and near.lowest_id = far.lowest_id
    where verdict.verdict = '不是'
)

select lowest_id, min(reason) as reason
from (
    select * from several_numbers
    union all
    select * from several_names
    union all
    select * from decided_apart
) as conflict
group by lowest_id
