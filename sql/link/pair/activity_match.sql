/*
id = "activity_match"
kind = "link"
is_scratch = true
title = { zh = "活动归属结对", en = "The one pair that each activity belongs to" }
grain = ["activity_id"]
*/
with standing as (
    select activity.*
    from ent.activity_person as activity
    anti join ent.activity_repeat as repeated on activity.activity_id = repeated.activity_id
),

candidate as (
    select s.activity_id, s.first_date, s.last_date, p.*, 1 as route
    from standing as s
    inner join ent.pair_known as p on s.recipient_id = p.recipient_id and s.helper_id = p.helper_id
    union all
    select s.activity_id, s.first_date, s.last_date, p.*, 1 as route
    from standing as s
    inner join ent.pair_known as p on s.helper_id = p.helper_id and s.recipient_folded = p.recipient_folded
    where s.recipient_id is null and not s.has_recipient_number
    union all
    select s.activity_id, s.first_date, s.last_date, p.*, 1 as route
    from standing as s
    inner join ent.pair_known as p on s.recipient_id = p.recipient_id and s.helper_folded = p.helper_folded
    where s.helper_id is null
    union all
    select s.activity_id, s.first_date, s.last_date, p.*, 1 as route
    from standing as s
    inner join ent.pair_known as p on s.recipient_id = p.recipient_id and p.pair_kind = '主结对'
    where s.helper_id is null and s.helper_folded is null and s.helper_id_text is null
    union all
    select s.activity_id, s.first_date, s.last_date, p.*, 2 as route
    from standing as s
    inner join ent.pair_known as p on s.recipient_id = p.recipient_id and p.pair_kind = '主结对'
    where
        (s.helper_id is not null or s.helper_folded is not null)
        and (s.helper_id is null or s.helper_id is distinct from p.helper_id)
),

fitting as (
    select
        activity_id, recipient_id, helper_id, pair_kind,
        route * 100
        + case when pair_kind = '主结对' then 0 else 10 end
        + case when last_date >= start_date and first_date <= end_date then 0 else 1 end as rank_no
    from candidate
    where last_date >= start_date and first_date <= end_date + to_days($late_days)
),

chosen as (
    select
        activity_id,
        min(row(rank_no, recipient_id, coalesce(helper_id, 0), pair_kind)) as best
    from fitting
    group by activity_id
)

select
    activity_id,
    best[1] as rank_no,
    best[2] as recipient_id,
    nullif(best[3], 0) as helper_id,
    best[4] as pair_kind,
    case when best[1] >= 200 then 'substitute' when best[1] % 10 = 0 then 'open' else 'ended' end as match
from chosen
