/*
id = "pair_known"
kind = "link"
is_scratch = true
title = { zh = "活动可归属的结对", en = "Every pair of every month, quarantined rows included, with its newest dates" }
grain = ["recipient_id", "helper_id", "pair_kind", "start_date", "end_date"]
*/
with newest as (
    select recipient_id, helper_id, pair_kind, max(period) as period
    from ent.pair_mention
    where status is distinct from '待结对'
    group by recipient_id, helper_id, pair_kind
)

select distinct
    p.recipient_id, p.helper_id, p.pair_kind, p.recipient_folded, p.helper_folded,
    coalesce(p.start_date, date '1900-01-01') as start_date,
    coalesce(p.end_date, date '9999-12-31') as end_date
from ent.pair_mention as p
inner join newest
    on
        p.recipient_id = newest.recipient_id
        and p.helper_id is not distinct from newest.helper_id
        and p.pair_kind is not distinct from newest.pair_kind
        and p.period = newest.period
where p.status is distinct from '待结对'
