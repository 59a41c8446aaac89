/*
id = "link_edge"
kind = "link"
title = { zh = "同一人的依据", en = "What joins identities: decisions alone (layer 1), and with them what the model joins and last month kept (layer 2)" }
grain = ["layer", "left_id", "right_id"]
*/
with joined as (
    select left_id, right_id
    from ent.link_judged
    where standing = 'joined'
    union
    select kept.left_id, kept.right_id
    from meta.link as kept
    anti join ent.link_verdict as verdict on kept.left_id = verdict.left_id and kept.right_id = verdict.right_id
    where kept.period = $previous_period
),

told as (
    select
        joined.left_id, joined.right_id,
        near.id_number is not null as is_left_identified,
        far.id_number is not null as is_right_identified
    from joined
    inner join meta.person as near on joined.left_id = near.person_id
    inner join meta.person as far on joined.right_id = far.person_id
),

settled as (
    select left_id as identity_id from told where not is_left_identified and is_right_identified
    union
    select right_id as identity_id from told where not is_right_identified and is_left_identified
),

found as (
    select left_id, right_id, 'model' as origin
    from told
    -- Two without a number who both have found one: what they have found decides.
    where
        is_left_identified or is_right_identified
        or left_id not in (select settled.identity_id from settled)
        or right_id not in (select settled.identity_id from settled)
),

decided as (
    select left_id, right_id, 'decision' as origin
    from ent.link_verdict
    where verdict = '同一人'
)

select 1 as layer, left_id, right_id, origin from decided
union all
select 2 as layer, left_id, right_id, origin from decided
union all
select 2 as layer, left_id, right_id, origin from found
