/*
id = "recipient_home"
kind = "link"
title = { zh = "对象的归属单位", en = "The unit that a recipient is counted in" }
grain = ["recipient_id"]
*/
with candidate as (
    select
        claim.recipient_id,
        claim.unit_code,
        min(case
            when claim.is_active_main and not claim.is_local then 1
            when claim.is_replaced and state.is_replacing then 2
            when claim.is_waiting and not claim.is_local then 3
            when claim.is_active_auxiliary then 4
            when claim.is_active_main then 5
        end) as rank_no,
        coalesce(bool_or(claim.end_reason = '迁出'), false) as is_moved_away
    from ent.recipient_claim as claim
    inner join ent.recipient_state as state on claim.recipient_id = state.recipient_id
    group by claim.recipient_id, claim.unit_code
),

best as (
    select recipient_id, min(rank_no) as rank_no
    from candidate
    where rank_no is not null
    group by recipient_id
),

rival as (
    select candidate.recipient_id, candidate.unit_code
    from candidate
    inner join best on candidate.recipient_id = best.recipient_id and candidate.rank_no = best.rank_no
),

counted as (
    select recipient_id, min(unit_code) as lowest_unit, count(*) as unit_count
    from rival
    group by recipient_id
),

-- Whom last month counted at home where, under the key of now.
before as (
    select coalesce(known.person_id, member.person_id) as recipient_id, member.home_unit
    from meta.member as member
    left join ent.person_before as known on member.person_id = known.before_id
    where member.period = $previous_period
),

-- Two who are found to be one may have had two homes: neither goes before the other.
former as (
    select rival.recipient_id, min(rival.unit_code) as unit_code, count(distinct rival.unit_code) as unit_count
    from rival
    inner join before on rival.recipient_id = before.recipient_id and rival.unit_code = before.home_unit
    inner join candidate
        on rival.recipient_id = candidate.recipient_id and rival.unit_code = candidate.unit_code
    where not candidate.is_moved_away
    group by rival.recipient_id
),

-- A unit that no longer claims the recipient is no home: the decision rests until it does again.
decided as (
    select candidate.recipient_id, candidate.unit_code
    from candidate
    inner join ent.home_decision as decision
        on candidate.recipient_id = decision.recipient_id and candidate.unit_code = decision.unit_code
    where candidate.rank_no is not null
)

select
    counted.recipient_id,
    coalesce(decided.unit_code, former.unit_code, counted.lowest_unit) as home_unit,
    counted.unit_count > 1 and decided.unit_code is null and coalesce(former.unit_count, 2) > 1 as is_home_contested,
    counted.unit_count,
    decided.unit_code is not null as is_home_decided
from counted
left join former on counted.recipient_id = former.recipient_id
left join decided on counted.recipient_id = decided.recipient_id
