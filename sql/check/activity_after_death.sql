/*
id = "activity_after_death"
kind = "check"
code = "X008"
severity = "error"
rank = 1
category = "accuracy"
forms = ["activity", "pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "去世后仍有活动", en = "Activity after a death" }
message = { zh = "活动日期在对象去世之后", en = "the activity is dated after the recipient's death" }
why = { zh = "虚假填报或日期录错", en = "fabricated filling, or a mistyped date" }
fix = { zh = "请核实去世日期和活动日期", en = "check the date of death and the date of the activity" }
expected = { zh = "不晚于去世日期", en = "not after the date of death" }
null = { zh = "没有去世日期的不问；活动没有日期的，无法判断", en = "not asked without a date of death; unknown without a date of the activity" }
source = "project definition: persons and pairs"
*/
with death as (
    select recipient_id, min(end_date) as death_date
    from ent.pair_mention
    where status = '终止' and end_reason = '去世' and not is_quarantined
    group by recipient_id
)

select
    activity.part_id, activity.row, 'activity_date' as field,
    min(activity.activity_date) <= death.death_date as ok,
    cast(max(activity.activity_date) as varchar) as value,
    cast(null as varchar) as detail
from ent.activity as activity
inner join death on activity.recipient_id = death.recipient_id
where activity.period = $period
group by activity.part_id, activity.row, death.death_date
