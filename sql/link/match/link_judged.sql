/*
id = "link_judged"
kind = "link"
title = { zh = "人员对的判定", en = "What becomes of each scored pair: decided by people, kept from last month, joined, listed, or left apart" }
grain = ["role", "left_id", "right_id"]
after = ["ent.link_subject"]
*/
with compared as (
    select
        score.role,
        score.left_id,
        score.right_id,
        score.centibits,
        near.is_identified as is_left_identified,
        far.is_identified as is_right_identified,
        -- Brothers' names differ in one character as well: there the number must be nearly the same.
        score.name_answer in ('exact', 'sound')
        or (score.name_answer = 'one_character' and coalesce(score.number_answer = 'near', false)) as is_name_alike,
        -- Wards of one home share guardian and telephone: no such weight outweighs another birth date or sex.
        coalesce(score.birth_answer = 'other' or score.sex_answer = 'other', false) as is_at_odds,
        -- A village has several of a common name: besides name and place something of the person's own must agree.
        coalesce(score.number_answer, '') not in ('near', 'cut', 'ends', 'sequence')
        and coalesce(score.birth_answer, '') not in ('exact', 'near')
        and coalesce(score.guardian_answer, '') <> 'exact' and coalesce(score.phone_answer, '') <> 'exact'
        and coalesce(score.partner_answer, '') <> 'common' and coalesce(score.own_number_answer, '') <> 'exact'
        and coalesce(score.employer_answer, '') <> 'exact' as is_thin,
        -- A number was refused to one of them because the rest of the row is another's: it can't be its own evidence.
        near.is_identified <> far.is_identified and coalesce(near.id_number = far.id_number, false) as is_refused,
        -- Twins share all but their names: rows of one return with two names are two people to the machine.
        near.name <> far.name and list_has_any(near.returns, far.returns) as is_told_apart
    from ent.link_score as score
    inner join ent.link_record as near on score.left_id = near.identity_id and score.role = near.role
    inner join ent.link_record as far on score.right_id = far.identity_id and score.role = far.role
),

-- For somebody without a number: the numbers that might be theirs, best first.
offered as (
    select role, left_id as open_id, right_id as number_id, centibits
    from compared
    where not is_left_identified and is_right_identified and not coalesce(is_told_apart, false)
    union all
    select role, right_id as open_id, left_id as number_id, centibits
    from compared
    where is_left_identified and not is_right_identified and not coalesce(is_told_apart, false)
),

placed as (
    select
        role, open_id, number_id, centibits,
        row_number() over (partition by role, open_id order by centibits desc, number_id) as place,
        max(centibits) over (partition by role, open_id) as best
    from offered
),

rival as (
    select
        first.role, first.open_id, first.number_id,
        first.centibits - coalesce(second.centibits, -100000) as lead_centibits
    from placed as first
    left join placed as second on first.role = second.role and first.open_id = second.open_id and second.place = 2
    where first.place = 1
)

select
    compared.*,
    case
        when verdict.verdict is not null then 'decided'
        when kept.left_id is not null then 'kept'
        when compared.centibits < $review_bits * 100 then 'apart'
        when
            compared.centibits >= $auto_bits * 100 and coalesce(compared.is_name_alike, false)
            and not coalesce(compared.is_told_apart, false) and not compared.is_at_odds
            and not compared.is_thin and not compared.is_refused
            and (
                compared.is_left_identified = compared.is_right_identified or rival.lead_centibits >= $rival_bits * 100
            )
            then 'joined'
        when compared.is_told_apart and not compared.is_name_alike then 'apart'
        else 'listed'
    end as standing
from compared
left join ent.link_verdict as verdict on compared.left_id = verdict.left_id and compared.right_id = verdict.right_id
left join meta.link as kept
    on
        compared.left_id = kept.left_id and compared.right_id = kept.right_id
        and kept.period in (select linked_before.period from ent.linked_before as linked_before)
left join rival
    on
        compared.role = rival.role
        and rival.open_id = case when compared.is_left_identified then compared.right_id else compared.left_id end
        and rival.number_id = case when compared.is_left_identified then compared.left_id else compared.right_id end
