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
    'same_activity' as reason
from ent.activity_person as activity
inner join ent.activity_repeat as repeated on activity.activity_id = repeated.activity_id
