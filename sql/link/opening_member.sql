/*
id = "opening_member"
kind = "link"
title = { zh = "期初在册对象", en = "Who was counted at the end of the month before: as published then, else by dates" }
grain = ["person_id"]
*/
with published as (
    select person_id, home_unit as unit_code, category, false as is_estimated
    from meta.member
    where period = $previous_period
),

known_unit as (
    select distinct unit_code
    from meta.member_unit
    where period = $previous_period
),

dated as (
    select
        claim.recipient_id as person_id, home.home_unit as unit_code, recipient.category, true as is_estimated
    from ent.recipient_claim as claim
    inner join ent.recipient as recipient on claim.recipient_id = recipient.person_id
    inner join ent.recipient_home as home on claim.recipient_id = home.recipient_id
    where claim.pair_kind = '主结对' and claim.status <> '待结对' and not claim.is_local and claim.is_current
        and coalesce(claim.start_date, date '1900-01-01') <= $previous_as_of
        and coalesce(claim.end_date, date '9999-12-31') > $previous_as_of
        and home.home_unit not in (select known_unit.unit_code from known_unit)
        and claim.recipient_id not in (select published.person_id from published)
    group by all
),

departed as (
    select
        p.recipient_id as person_id, min(p.unit_code) as unit_code, min(p.recipient_category) as category, true as is_estimated
    from ent.pair_mention as p
    left join ent.recipient as recipient on p.recipient_id = recipient.person_id
    where recipient.person_id is null and p.is_current and not p.is_quarantined and p.is_area and not p.is_local
        and p.pair_kind = '主结对' and p.status = '终止'
        and coalesce(p.start_date, date '1900-01-01') <= $previous_as_of
        and p.end_date > $previous_as_of
        and p.unit_code not in (select known_unit.unit_code from known_unit)
        and p.recipient_id not in (select published.person_id from published)
    group by p.recipient_id
)

select * from published
union all
select * from dated
union all
select * from departed
