/*
id = "review_pair"
kind = "review"
title = { zh = "同人核对清单", en = "Pairs that a person has to decide on, by what joining them would take from the published figures" }
grain = ["left_id", "right_id"]
*/
-- What the model joins and a conflict took apart again.
with broken as (
    select edge.left_id, edge.right_id, near.reason
    from ent.link_edge as edge
    inner join ent.person_link as near on edge.left_id = near.identity_id
    inner join ent.person_link as far on edge.right_id = far.identity_id
    where edge.origin = 'model' and near.person_id <> far.person_id
),

-- A link kept from an earlier month has no score in this one.
broken_role as (
    select broken.left_id, broken.right_id, max(near.role) as role
    from broken
    inner join ent.mention_known as near on broken.left_id = near.identity_id
    inner join ent.mention_known as far on broken.right_id = far.identity_id and near.role = far.role
    group by broken.left_id, broken.right_id
),

offered as (
    select role, left_id, right_id, centibits, 'uncertain' as reason
    from ent.link_judged
    where standing = 'listed'
    union all
    select coalesce(judged.role, broken_role.role), broken.left_id, broken.right_id, judged.centibits, broken.reason
    from broken
    left join ent.link_judged as judged on broken.left_id = judged.left_id and broken.right_id = judged.right_id
    left join broken_role on broken.left_id = broken_role.left_id and broken.right_id = broken_role.right_id
    union all
    select 'recipient', left_id, right_id, null, 'number_twin'
    from ent.number_twin
),

known as (
    select
        offered.*,
        coalesce(near.person_id, offered.left_id) as left_person_id,
        coalesce(far.person_id, offered.right_id) as right_person_id,
        coalesce(near.id_number, left_identity.id_number) is not null as has_left_number,
        coalesce(far.id_number, right_identity.id_number) is not null as has_right_number
    from offered
    inner join meta.person as left_identity on offered.left_id = left_identity.person_id
    inner join meta.person as right_identity on offered.right_id = right_identity.person_id
    left join ent.person_link as near on offered.left_id = near.identity_id
    left join ent.person_link as far on offered.right_id = far.identity_id
),

decided as (
    select distinct
        coalesce(near.person_id, verdict.left_id) as near_person_id,
        coalesce(far.person_id, verdict.right_id) as far_person_id
    from ent.link_verdict as verdict
    left join ent.person_link as near on verdict.left_id = near.identity_id
    left join ent.person_link as far on verdict.right_id = far.identity_id
),

-- Once for two persons, by their strongest evidence. Whoever has found a number isn't asked about another's.
open_pair as (
    select known.*
    from known
    anti join decided
        on
            least(known.left_person_id, known.right_person_id) = least(decided.near_person_id, decided.far_person_id)
            and greatest(known.left_person_id, known.right_person_id)
            = greatest(decided.near_person_id, decided.far_person_id)
    where
        known.left_person_id <> known.right_person_id
        and (known.reason <> 'uncertain' or not known.has_left_number or not known.has_right_number)
    qualify
        row_number() over (
            partition by
                least(known.left_person_id, known.right_person_id),
                greatest(known.left_person_id, known.right_person_id)
            order by known.centibits desc nulls last, known.left_id, known.right_id, known.role desc, known.reason
        ) = 1
),

candidate as (
    select left_person_id as open_id, left_id, right_id, centibits
    from open_pair
    where not has_left_number
    union all
    select right_person_id as open_id, left_id, right_id, centibits
    from open_pair
    where not has_right_number
),

too_many as (
    select distinct left_id, right_id
    from (
        select
            left_id, right_id,
            row_number() over (partition by open_id order by centibits desc nulls last, left_id, right_id) as place
        from candidate
    ) as placed
    where place > 2
),

kept as (
    select open_pair.*
    from open_pair
    anti join too_many on open_pair.left_id = too_many.left_id and open_pair.right_id = too_many.right_id
),

listed_person as (
    select left_person_id as person_id from kept
    union
    select right_person_id as person_id from kept
),

partner as (
    select
        pair.recipient_id as person_id, pair.pair_kind, coalesce(pair.helper_id, 0) as partner_id, 'recipient' as side
    from ent.pair as pair
    semi join listed_person on pair.recipient_id = listed_person.person_id
    where pair.is_active and pair.is_counted
    union all
    select pair.helper_id as person_id, pair.pair_kind, pair.recipient_id as partner_id, 'helper' as side
    from ent.pair as pair
    semi join listed_person on pair.helper_id = listed_person.person_id
    where pair.is_active and pair.is_counted
),

same_pair as (
    select kept.left_id, kept.right_id, count(*) as pair_count
    from kept
    inner join partner as near on kept.left_person_id = near.person_id
    inner join partner as far
        on
            kept.right_person_id = far.person_id
            and near.side = far.side and near.pair_kind = far.pair_kind and near.partner_id = far.partner_id
    group by kept.left_id, kept.right_id
),

effect as (
    select
        kept.role, kept.left_id, kept.right_id, kept.left_person_id, kept.right_person_id, kept.reason, kept.centibits,
        cast(near_helper.person_id is not null and far_helper.person_id is not null as integer) as helper_effect,
        cast(coalesce(near.is_member and far.is_member, false) as integer) as recipient_effect,
        cast(coalesce(near.is_auxiliary and far.is_auxiliary, false) as integer) as auxiliary_effect,
        cast(coalesce(same_pair.pair_count, 0) as integer) as pair_effect
    from kept
    left join ent.helper as near_helper on kept.left_person_id = near_helper.person_id
    left join ent.helper as far_helper on kept.right_person_id = far_helper.person_id
    left join ent.recipient as near on kept.left_person_id = near.person_id
    left join ent.recipient as far on kept.right_person_id = far.person_id
    left join same_pair on kept.left_id = same_pair.left_id and kept.right_id = same_pair.right_id
),

placed as (
    select
        effect.*,
        -- By so much T10's duplicates grow: whoever and whatever is counted once less.
        helper_effect + recipient_effect + auxiliary_effect + pair_effect as total_effect,
        row_number() over (
            order by
                helper_effect + recipient_effect + auxiliary_effect + pair_effect desc, centibits desc nulls last,
                left_id, right_id
        ) as place,
        count(*) over () as found_count
    from effect
)

select *
from placed
where place <= $most_listed
