/*
id = "activity_total"
kind = "reconcile"
table = "t03"
title = { zh = "累计等于上期累计加本月加调整", en = "Previous total, month and adjustment make the total; no activity joins two pairs" }
grain = ["unit_code", "what"]
*/
with total as (
    select
        t03.unit_code,
        t03.block || ' ' || t03.item as what,
        coalesce(t03.previous_total_value, 0)
        + coalesce(t03.month_value, 0)
        + coalesce(t03.adjustment_value, 0) as expected,
        coalesce(t03.total_value, 0) as actual
    from out.t03 as t03
    where t03.period = $period and (t03.total_value is not null or t03.block <> '辅助结对' or t03.item <> '资助资金')
),

-- Each activity joins exactly one pair: a row for two would count twice.
joined as (
    select
        activity.unit_code,
        'activity ' || activity.period as what,
        count(distinct activity.activity_id) as expected,
        count(*) as actual
    from ent.activity as activity
    group by activity.unit_code, activity.period
),

-- What is counted this month and what is not make what came.
counted as (
    select
        activity.unit_code,
        '人次 ' || activity.period as what,
        sum(activity.person_times) as expected,
        sum(case when activity.match = 'unmatched' then activity.person_times else 0 end)
        + sum(case when activity.match = 'before_opening' then activity.person_times else 0 end)
        + sum(case when activity.is_counted then activity.person_times else 0 end) as actual
    from ent.activity as activity
    group by activity.unit_code, activity.period
)

select
    unit_code,
    what,
    expected,
    actual
from total
where expected <> actual
union all
select
    unit_code,
    what,
    cast(expected as decimal(18, 2)) as expected,
    cast(actual as decimal(18, 2)) as actual
from joined
where expected <> actual
union all
select
    unit_code,
    what,
    cast(expected as decimal(18, 2)) as expected,
    cast(actual as decimal(18, 2)) as actual
from counted
where expected <> actual
