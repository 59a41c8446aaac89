/*
id = "compared_pair"
kind = "explain"
title = { zh = "两条记录是否同一人及理由", en = "Whether two identities are one person, and what decided it" }
grain = ["left_id", "right_id"]
*/
with told as (
    select distinct known.identity_id
    from ent.link_mention as mention
    inner join ent.mention_known as known
        on mention.part_id = known.part_id and mention.row = known.row and mention.role = known.role
    where known.role = $role and known.identity_id in ($left_id, $right_id)
),

side as (
    select
        person.person_id as identity_id, person.id_number, coalesce(linked.person_id, person.person_id) as person_id,
        linked.reason, told.identity_id is not null as is_told
    from meta.person as person
    left join ent.person_link as linked on person.person_id = linked.identity_id
    left join told on person.person_id = told.identity_id
    where person.person_id in ($left_id, $right_id)
),

stated as (
    select distinct known.identity_id, identity.stated_number, identity.id_number is null as is_lost
    from ent.mention_identity as identity
    inner join ent.mention_known as known
        on identity.part_id = known.part_id and identity.row = known.row and identity.role = known.role
    where known.identity_id in ($left_id, $right_id) and identity.stated_number is not null
),

shared as (
    select count(*) > 0 as is_shared
    from stated as near
    inner join stated as far on near.stated_number = far.stated_number and near.identity_id < far.identity_id
    where near.is_lost or far.is_lost
),

decided as (
    select verdict, decided_by, decided_at
    from meta.decision
    where kind = 'person' and withdrawn_at is null and left_id = $left_id and right_id = $right_id
    order by decision_id desc
    limit 1
),

judged as (
    select standing, centibits, is_name_alike, is_told_apart, is_at_odds, is_thin, is_refused
    from ent.link_judged
    where role = $role and left_id = $left_id and right_id = $right_id
),

-- The best of the other numbers that one of the two without a number might be.
rival as (
    select max(other.centibits) as centibits
    from side
    inner join ent.link_judged as other
        on
            other.role = $role
            and not coalesce(other.is_told_apart, false)
            and side.identity_id = case when other.is_left_identified then other.right_id else other.left_id end
            and other.is_left_identified <> other.is_right_identified
    where side.id_number is null and (other.left_id <> $left_id or other.right_id <> $right_id)
),

block as (
    select count(*) > 0 as has_block, coalesce(bool_and(is_too_large), false) as is_too_large
    from ent.shared_block
),

edge as (
    select count(*) > 0 as has_edge
    from ent.link_edge
    where left_id = $left_id and right_id = $right_id
),

kept as (
    select count(*) > 0 as is_kept
    from meta.link
    where
        period in (select linked_before.period from ent.linked_before as linked_before)
        and left_id = $left_id and right_id = $right_id
),

fact as (
    select
        near.identity_id as left_id,
        far.identity_id as right_id,
        near.person_id = far.person_id as is_one,
        near.id_number as left_number,
        far.id_number as right_number,
        near.is_told and far.is_told as is_told,
        coalesce(near.reason, far.reason) as conflict,
        shared.is_shared, edge.has_edge, kept.is_kept, block.has_block, block.is_too_large,
        (select decided.verdict from decided) as verdict,
        (select decided.decided_by from decided) as decided_by,
        (select cast(decided.decided_at as date) from decided) as decided_on,
        (select judged.standing from judged) as standing,
        (select judged.centibits from judged) as centibits,
        (select judged.is_name_alike from judged) as is_name_alike,
        coalesce((select judged.is_told_apart from judged), false) as is_told_apart,
        coalesce((select judged.is_at_odds from judged), false) as is_at_odds,
        coalesce((select judged.is_thin from judged), false) as is_thin,
        coalesce((select judged.is_refused from judged), false) as is_refused,
        rival.centibits as rival_centibits
    from side as near
    inner join side as far on near.identity_id = $left_id and far.identity_id = $right_id
    cross join shared
    cross join rival
    cross join block
    cross join edge
    cross join kept
),

united as (
    select
        left_id,
        right_id,
        case
            when left_id = right_id and left_number is not null then 'same_number'
            when left_id = right_id then 'same_evidence'
            when verdict = '同一人' then 'decided_one'
            when verdict = '不是' then 'contradicted'
            when is_kept and coalesce(standing, '') <> 'joined' then 'kept'
            when has_edge then 'joined'
            else 'through'
        end as ground
    from fact
    where is_one
),

parted as (
    select
        left_id,
        right_id,
        case
            when verdict = '不是' then 'decided_two'
            when verdict = '存疑' then 'doubted'
            when is_shared and coalesce(standing, '') <> 'listed' then 'number_kept'
            when left_number is not null and right_number is not null then 'two_numbers'
            when has_edge and conflict is not null then conflict
            when standing = 'joined' then 'settled'
            when standing = 'listed' and is_told_apart then 'two_names'
            when standing = 'listed' and centibits >= $auto_bits * 100 and is_at_odds then 'at_odds'
            when standing = 'listed' and centibits >= $auto_bits * 100 and is_refused then 'refused'
            when standing = 'listed' and centibits >= $auto_bits * 100 and is_name_alike and is_thin then 'thin'
            when standing = 'listed' and centibits >= $auto_bits * 100 and is_name_alike then 'rival'
            when standing = 'listed' and centibits >= $auto_bits * 100 and not is_name_alike then 'unlike_listed'
            when standing = 'listed' and centibits >= $auto_bits * 100 then 'no_name'
            when standing = 'listed' then 'between'
            when standing = 'apart' and centibits < $review_bits * 100 then 'light'
            when standing = 'apart' then 'unlike'
            when not is_told then 'old'
            when not has_block then 'no_block'
            when is_too_large then 'large_block'
            else 'uncompared'
        end as ground
    from fact
    where not is_one
)

select
    fact.left_id,
    fact.right_id,
    case
        when fact.is_one then 'one'
        when
            parted.ground in (
                'two_names', 'at_odds', 'refused', 'thin', 'rival', 'unlike_listed', 'no_name', 'between',
                'several_numbers', 'several_names', 'several_births', 'decided_apart'
            )
            then 'listed'
        else 'two'
    end as verdict,
    coalesce(united.ground, parted.ground) as ground,
    fact.decided_by,
    fact.decided_on,
    fact.centibits,
    fact.rival_centibits
from fact
left join united on fact.left_id = united.left_id and fact.right_id = united.right_id
left join parted on fact.left_id = parted.left_id and fact.right_id = parted.right_id
