/*
id = "link_edge"
kind = "link"
title = { zh = "同一人的依据", en = "What joins identities, the surest first: decided by people (1), kept from before (2), somebody's number found (3), two without a number (4)" }
grain = ["left_id", "right_id"]
*/
with joined as (
    select left_id, right_id, bool_or(is_kept) as is_kept
    from (
        select left_id, right_id, false as is_kept
        from ent.link_judged
        where standing = 'joined'
        union all
        select kept.left_id, kept.right_id, true as is_kept
        from meta.link as kept
        anti join ent.link_verdict as verdict on kept.left_id = verdict.left_id and kept.right_id = verdict.right_id
        where kept.period in (select linked_before.period from ent.linked_before as linked_before)
    ) as found
    group by left_id, right_id
),

edge as (
    select left_id, right_id, is_kept, 'model' as origin from joined
    union all
    select left_id, right_id, false as is_kept, 'decision' as origin from ent.link_verdict where verdict = '同一人'
),

told as (
    select
        edge.*,
        case when near.id_number is null then edge.left_id else edge.right_id end as open_id,
        (near.id_number is null) <> (far.id_number is null) as is_anchored
    from edge
    inner join meta.person as near on edge.left_id = near.person_id
    inner join meta.person as far on edge.right_id = far.person_id
),

-- Who has found a number, and whom a person has given one.
settled as (
    select open_id as identity_id, bool_or(origin = 'decision') as is_given
    from told
    where is_anchored
    group by open_id
)

select
    told.left_id,
    told.right_id,
    told.origin,
    case when told.origin = 'decision' then 1 when told.is_kept then 2 when told.is_anchored then 3 else 4 end as layer
from told
where
    told.origin = 'decision'
    -- Whose number people have told isn't somebody else's.
    or (told.is_anchored and told.open_id not in (select settled.identity_id from settled where settled.is_given))
    -- Two without a number who both have found one: what they have found decides.
    or (
        not told.is_anchored
        and (
            told.left_id not in (select settled.identity_id from settled)
            or told.right_id not in (select settled.identity_id from settled)
        )
    )
