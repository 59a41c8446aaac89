/*
id = "activity_just_after_end"
kind = "check"
code = "X052"
severity = "note"
category = "consistency"
forms = ["activity", "pairing"]
yields_to = ["X008"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "结对终止后不久的活动", en = "Activity soon after the pairing's end" }
message = { zh = "结对关系已于 {end_date} 终止；终止后 {limit_days} 日内的活动照计", en = "the pairing ended on {end_date}; activities up to {limit_days} days after it count" }
why = { zh = "终止日期或活动日期可能录错", en = "one of the two dates may be mistyped" }
expected = { zh = "活动日期不晚于终止日期", en = "a date no later than the pairing's end" }
fix = { zh = "无误的不必处理；否则请改正终止日期或活动日期", en = "nothing to do if both are right; else correct the wrong date" }
null = { zh = "终止日期未填的视为在帮", en = "a pairing without an end is taken as open" }
source = "project definition: activities, 9b"
*/
with late as (
    select part_id, row, recipient_id, helper_id, pair_kind, max(activity_date) as activity_date
    from ent.activity
    where period = $period and match = 'ended'
    group by part_id, row, recipient_id, helper_id, pair_kind
),

ended as (
    select late.part_id, late.row, late.activity_date, max(row(p.period, p.end_date))[2] as end_date
    from late
    left join ent.pair_mention as p
        on
            late.recipient_id = p.recipient_id and late.helper_id is not distinct from p.helper_id
            and late.pair_kind = p.pair_kind
    group by late.part_id, late.row, late.activity_date
)

select
    part_id, row, 'activity_date' as field,
    true as ok,
    cast(null as varchar) as value,
    cast(null as decimal(18, 2)) as difference,
    cast(null as varchar) as end_date,
    cast(null as integer) as limit_days
from ent.activity
where period = $period and match = 'open'
group by part_id, row
union all
select
    part_id, row, 'activity_date',
    false,
    cast(activity_date as varchar),
    cast(date_diff('day', end_date, activity_date) as decimal(18, 2)),
    coalesce(cast(end_date as varchar), '—'),
    $late_days
from ended
