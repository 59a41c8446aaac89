/*
id = "claim_case"
kind = "link"
title = { zh = "一人多报", en = "Each side of a recipient claimed by several units, or paired with several helpers in one, with its best row" }
grain = ["recipient_id", "unit_code"]
*/
-- Nearly everybody stands on one row: only the others are looked at.
with repeated as (
    select recipient_id
    from ent.recipient_claim
    group by recipient_id
    having count(*) > 1
),

ranked as (
    select
        claim.recipient_id, claim.unit_code, claim.part_id, claim.row, claim.status, claim.start_date,
        -- The order in which claims make a home.
        case
            when claim.is_active_main and not claim.is_local then 1
            when claim.is_replaced and state.is_replacing then 2
            when claim.is_waiting and not claim.is_local then 3
            when claim.is_active_auxiliary then 4
            when claim.is_active_main then 5
        end as rank_no
    from ent.recipient_claim as claim
    semi join repeated on claim.recipient_id = repeated.recipient_id
    inner join ent.recipient_state as state on claim.recipient_id = state.recipient_id
),

side as (
    select
        recipient_id, unit_code,
        min(rank_no) as rank_no,
        count(*) filter (rank_no = 1) as helper_count,
        min(row(rank_no, coalesce(start_date, date '9999-12-31'), part_id, row, start_date, status)) as best
    from ranked
    where rank_no is not null
    group by recipient_id, unit_code
),

competing as (
    select
        side.*,
        home.unit_count, home.home_unit, home.is_home_decided,
        -- Who waits for a helper here and has one there is claimed by both.
        side.rank_no = 3 and min(side.rank_no) over (partition by side.recipient_id) < 3 as is_waiting_beside,
        side.rank_no = min(side.rank_no) over (partition by side.recipient_id) as is_rival
    from side
    inner join ent.recipient_home as home on side.recipient_id = home.recipient_id
),

judged as (
    select
        *,
        case
            when unit_count > 1 then 'units'
            when bool_or(is_waiting_beside) over (partition by recipient_id) then 'waiting'
            when max(helper_count) over (partition by recipient_id) > 1 then 'helpers'
        end as claim_kind
    from competing
    where is_rival or is_waiting_beside or unit_code = home_unit
)

select
    recipient_id,
    unit_code,
    best[3] as part_id,
    best[4] as row,
    best[6] as status,
    best[5] as start_date,
    unit_code = home_unit as is_home,
    is_home_decided as is_decided,
    claim_kind,
    helper_count
from judged
where claim_kind is not null
