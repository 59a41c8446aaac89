/*
id = "activity_removed"
kind = "link"
title = { zh = "去重的活动", en = "Activities reported more than once" }
grain = ["activity_id"]
*/
select
    activity.activity_id,
    activity.part_id,
    activity.row,
    activity.unit_code,
    activity.period,
    activity.activity_kind,
    activity.person_times,
    activity.matter_count,
    cast(activity.amount_yuan as decimal(18, 2)) as amount_yuan,
    'same_activity' as reason,
    survivor.unit_code as survivor_unit,
    survivor.part_id as survivor_part_id,
    survivor.row as survivor_row
from ent.activity_person as activity
inner join ent.activity_repeat as repeated on activity.activity_id = repeated.activity_id
left join ent.activity_person as survivor on repeated.survivor_id = survivor.activity_id
