/*
id = "member_move"
kind = "link"
is_scratch = true
title = { zh = "对象的增减", en = "How each counted person came to be, or no longer is, counted" }
grain = ["opening_id", "closing_id"]
*/
with closing as (
    select person_id, home_unit as unit_code, category
    from ent.recipient
    where is_member
),

-- Two that are found to be one, or one found to be two: who goes on, by unit, then category, then key.
succession as (
    select
        opening.person_id as opening_id,
        before.person_id,
        row_number() over (
            partition by opening.person_id
            order by
                closing.person_id is not null desc, coalesce(opening.unit_code = closing.unit_code, false) desc,
                coalesce(opening.category = closing.category, false) desc, opening.person_id = before.person_id desc,
                before.person_id
        ) as person_place,
        row_number() over (
            partition by before.person_id
            order by
                coalesce(opening.unit_code = closing.unit_code, false) desc,
                coalesce(opening.category = closing.category, false) desc, opening.person_id = before.person_id desc,
                opening.person_id
        ) as opening_place,
        count(*) over (partition by opening.person_id) > 1 or count(*) over (partition by before.person_id) > 1
            as is_regrouped,
        closing.person_id is null
        or (opening.unit_code = closing.unit_code and opening.category is not distinct from closing.category)
            as is_same_place
    from ent.opening_member as opening
    inner join ent.person_before as before on opening.person_id = before.before_id
    left join closing on before.person_id = closing.person_id
    where not opening.is_estimated
),

relinked as (
    select
        opening_id,
        -- Whom identification alone takes to another place didn't move: revised out here and in there.
        min(case
            when person_place = 1 and opening_place = 1 and (is_same_place or not is_regrouped) then person_id
        end) as person_id
    from succession
    group by opening_id
),

-- A unit without a ledger that counts has blank cells: it has no opening that anybody could leave.
present as (
    select distinct unit_code
    from ent.part_used
    where form = 'pairing' and is_current
),

opened as (
    select
        opening.* replace (present.unit_code as unit_code),
        case when relinked.opening_id is null then opening.person_id else relinked.person_id end as now_id
    from ent.opening_member as opening
    left join present on opening.unit_code = present.unit_code
    left join relinked on opening.person_id = relinked.opening_id
),

split as (
    select distinct person_id from succession
),

-- Who was already to be counted at the end of last month, whenever the pair that counts now began.
dated as (
    select
        recipient_id,
        bool_or(coalesce(end_date, date '9999-12-31') > $previous_as_of) as was_paired,
        max(case
            when
                end_reason in ('干部调离', '退休', '结对人去世', '更换结对人')
                and end_date <= $previous_as_of and end_date > $previous_as_of - to_months($replacing_months)
                then end_date
        end) as replaced_date,
        max(case when is_exit and end_date <= $previous_as_of then end_date end) as exit_date
    from ent.recipient_claim
    where
        pair_kind = '主结对' and status <> '待结对' and is_area and not is_local
        and coalesce(start_date, date '1900-01-01') <= $previous_as_of
    group by recipient_id
),

stood as (
    select recipient_id
    from dated
    where was_paired or (replaced_date is not null and (exit_date is null or exit_date < replaced_date))
),

-- Persons of whose home somebody has decided something, be it withdrawn by now: under the key of now.
decided as (
    select coalesce(linked.person_id, known.person_id, decision.left_id) as person_id
    from meta.decision as decision
    left join ent.person_link as linked on decision.left_id = linked.identity_id
    left join ent.person_before as known on decision.left_id = known.before_id
    where decision_kind(decision.kind).question = 'unit'
),

-- Who is counted elsewhere than at the end of last month.
displaced as (
    select opened.person_id as opening_id, opened.unit_code as opening_unit, closing.person_id, closing.unit_code
    from opened
    inner join closing on opened.now_id = closing.person_id
    where opened.unit_code <> closing.unit_code
),

-- Where they are reported now, and where they were then.
claiming as (
    select
        claim.recipient_id,
        claim.unit_code,
        bool_or(claim.status <> '终止') as is_reported,
        bool_or(claim.status = '在帮' and claim.pair_kind = '主结对' and not claim.is_local) as is_paired,
        coalesce(bool_or(claim.status <> '终止' and claim.start_date <= $previous_as_of), false) as was_reported
    from ent.recipient_claim as claim
    semi join displaced on claim.recipient_id = displaced.person_id
    where claim.is_current and claim.is_area
    group by claim.recipient_id, claim.unit_code
),

-- Whom the former unit still has paired hasn't moved: another row goes before its own now. Where somebody decided,
-- nor has who still waits there, or who was reported before where they are counted now.
resettled as (
    select distinct displaced.opening_id
    from displaced
    left join decided on displaced.person_id = decided.person_id
    left join claiming as there
        on displaced.person_id = there.recipient_id and displaced.opening_unit = there.unit_code
    left join claiming as here
        on displaced.person_id = here.recipient_id and displaced.unit_code = here.unit_code
    where there.is_paired or (decided.person_id is not null and (there.is_reported or here.was_reported))
),

ended as (
    select recipient_id, bool_or(is_exit) as has_exit
    from ent.recipient_claim
    group by recipient_id
)

select
    opened.person_id as opening_id,
    closing.person_id as closing_id,
    opened.unit_code as opening_unit,
    opened.category as opening_category,
    closing.unit_code as closing_unit,
    closing.category as closing_category,
    coalesce(opened.is_estimated, false) as is_estimated,
    case
        when opened.person_id is null and split.person_id is not null then 'revised'
        when opened.person_id is null and stood.recipient_id is not null then 'revised'
        when opened.person_id is null then 'added'
        when closing.person_id is null and coalesce(ended.has_exit, false) then 'exited'
        when closing.person_id is null then 'withdrawn'
        when opened.unit_code is null then 'revised'
        when resettled.opening_id is not null then 'resettled'
        when opened.unit_code <> closing.unit_code then 'moved'
        when coalesce(opened.category, '') <> coalesce(closing.category, '') then 'category'
        else 'stayed'
    end as move
from opened
full join closing on opened.now_id = closing.person_id
left join resettled on opened.person_id = resettled.opening_id
left join split on closing.person_id = split.person_id
left join stood on closing.person_id = stood.recipient_id
left join ended on opened.now_id = ended.recipient_id
where opened.unit_code is not null or closing.person_id is not null
