/*
id = "month_inputs"
kind = "ready"
title = { zh = "各月所依据的报表和核定", en = "What each rolled-up month, and the one that is asked about, rests on today, as hashes" }
grain = ["period"]
*/
with month as (
    select period
    from meta.rolled_month
    union
    select $period
),

part as (
    select
        part.period,
        concat_ws(
            '|', part.unit_code, part.form, part.layout, part.period, part.content_hash, part.filled_date,
            part.received_date, part.is_supplement, part.is_zero, part.state, standing.part_id is not null
        ) as text
    from meta.part as part
    left join meta.accepted_part as standing on part.part_id = standing.part_id
    where part.state in ('accepted', 'held')
    union all
    -- A later day granted makes a late return one in time.
    select period, concat_ws('|', unit_code, form, verb, until_day) as text
    from meta.return_decision
    where verb = 'extend'
),

decision as (
    select
        period,
        decision_id,
        concat_ws('|', kind, left_id, right_id, verdict, unit_code) as text
    from meta.decision
    where withdrawn_at is null
),

month_part as (
    select month.period, md5(coalesce(string_agg(part.text, chr(10) order by part.text), '')) as returns_hash
    from month
    left join part on month.period >= part.period
    group by month.period
),

month_decision as (
    select
        month.period,
        md5(coalesce(string_agg(decision.text, chr(10) order by decision.decision_id), '')) as decisions_hash
    from month
    left join decision on month.period >= decision.period
    group by month.period
)

select month_part.period, month_part.returns_hash, month_decision.decisions_hash
from month_part
inner join month_decision on month_part.period = month_decision.period
