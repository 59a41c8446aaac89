/*
id = "activity_after_death"
kind = "check"
code = "X008"
severity = "error"
category = "consistency"
rank = 1
forms = ["activity", "pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "去世后仍有活动", en = "Activity after a death" }
message = { zh = "活动在对象去世（{death_date}）之后", en = "the activity is dated after the recipient's death ({death_date})" }
why = { zh = "虚假填报或日期录错", en = "fabricated filling, or a mistyped date" }
expected = { zh = "活动日期不晚于去世日期", en = "a date no later than the death" }
fix = { zh = "请核实去世日期和活动日期", en = "check the date of death and the date of the activity" }
null = { zh = "月表没有日期：去世当月的无法判断", en = "a monthly sheet has no days: unknown in the month of the death itself" }
source = "project definition: activities after a death"
*/
with dead as (
    select distinct recipient_id
    from ent.pair_mention
    where status = '终止' and end_reason = '去世' and not is_quarantined
),

-- What each unit says last: a death that it has since corrected or taken back is none.
said as (
    select
        p.recipient_id, p.unit_code, p.period,
        min(p.end_date) filter (p.status = '终止' and p.end_reason = '去世') as death_date
    from ent.pair_mention as p
    semi join dead on p.recipient_id = dead.recipient_id
    where not p.is_quarantined
    group by p.recipient_id, p.unit_code, p.period
),

last_said as (
    select recipient_id, unit_code, max(row(period, death_date))[2] as death_date
    from said
    group by recipient_id, unit_code
),

death as (
    select recipient_id, min(death_date) as death_date
    from last_said
    where death_date is not null
    group by recipient_id
)

select
    activity.part_id, activity.row, 'activity_date' as field,
    case
        when min(activity.activity_date) is not null then max(activity.activity_date) <= death.death_date
        when death.death_date < $period_start then false
    end as ok,
    cast(max(activity.activity_date) as varchar) as value,
    cast(death.death_date as varchar) as death_date
from ent.activity as activity
inner join death on activity.recipient_id = death.recipient_id
where activity.period = $period
group by activity.part_id, activity.row, death.death_date
