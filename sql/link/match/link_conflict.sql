/*
id = "link_conflict"
kind = "link"
title = { zh = "不能并为一人的组", en = "Groups of a layer that cannot be one person: only what surer layers say holds for them, the rest is listed" }
grain = ["layer", "lowest_id"]
*/
-- Decisions (layer 1) hold whatever speaks against them: two whom people put together contradict nothing.
with member as (
    select
        component.layer,
        component.lowest_id,
        component.identity_id,
        coalesce(decided.lowest_id, component.identity_id) as decided_id
    from ent.link_component as component
    left join ent.link_component as decided on component.identity_id = decided.identity_id and decided.layer = 1
    where component.layer > 1
),

several_numbers as (
    select member.layer, member.lowest_id, 'several_numbers' as reason
    from member
    inner join meta.person as person on member.identity_id = person.person_id
    where person.id_number is not null
    group by member.layer, member.lowest_id
    having count(distinct member.decided_id) > 1
),

profile as (
    select member.layer, member.lowest_id, member.decided_id, told.return_key, told.name, told.birth, told.sex
    from member
    inner join ent.link_told as told on member.identity_id = told.identity_id
),

several_names as (
    select layer, lowest_id, 'several_names' as reason
    from profile
    group by layer, lowest_id, return_key
    having count(distinct name) > 1 and count(distinct decided_id) > 1
),

several_sexes as (
    select layer, lowest_id, 'several_births' as reason
    from profile
    where sex is not null
    group by layer, lowest_id
    having count(distinct sex) > 1 and count(distinct decided_id) > 1
),

born as (
    select layer, lowest_id, birth, min(decided_id) as least_id, max(decided_id) as most_id
    from profile
    where birth is not null
    group by layer, lowest_id, birth
),

-- As the model has it: neither the year in common nor all digits but one.
several_births as (
    select distinct near.layer, near.lowest_id, 'several_births' as reason
    from born as near
    inner join born as far
        on
            near.layer = far.layer and near.lowest_id = far.lowest_id and near.birth < far.birth
            and least(near.least_id, far.least_id) <> greatest(near.most_id, far.most_id)
    where left(near.birth, 4) <> left(far.birth, 4) and damerau_levenshtein(near.birth, far.birth) > 1
),

decided_apart as (
    select distinct near.layer, near.lowest_id, 'decided_apart' as reason
    from ent.link_verdict as verdict
    inner join member as near on verdict.left_id = near.identity_id
    inner join member as far
        on verdict.right_id = far.identity_id and near.layer = far.layer and near.lowest_id = far.lowest_id
    where verdict.verdict = '不是'
)

select layer, lowest_id, min(reason) as reason
from (
    select * from several_numbers
    union all
    select * from several_names
    union all
    select * from several_sexes
    union all
    select * from several_births
    union all
    select * from decided_apart
) as conflict
group by layer, lowest_id
