/*
id = "helper_in_two_counties"
kind = "check"
code = "X056"
severity = "query"
category = "accuracy"
forms = ["activity"]
yields_to = ["X008"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "同一天在两县走访", en = "Visits in two counties on one day" }
message = { zh = "同一结对人当天在 {county_count} 个县（市、区）走访", en = "the same helper is said to have visited recipients in {county_count} counties on this day" }
why = { zh = "疑似虚构走访记录，或日期、号码录错", en = "as if visits were invented, or a date or number is mistyped" }
expected = { zh = "一天内只在一个县（市、区）走访", en = "visits in one county a day" }
fix = { zh = "请核实走访日期和结对人；属实的请说明", en = "check the day and the helper; explain it if it is right" }
null = { zh = "没有有效号码的结对人、没有日期的月表不问", en = "not asked of helpers without a valid number, nor of monthly sheets" }
source = "project definition: fabricated filling"
*/
with visited as (
    select
        s.helper_id, s.activity_date, activity.unit_code,
        min(activity.recipient_id) as first_recipient,
        max(activity.recipient_id) as last_recipient,
        min(row(s.part_id, s.row)) as place
    from ent.activity as activity
    inner join stg.activity as s on activity.part_id = s.part_id and activity.row = s.row
    inner join meta.unit as unit on activity.unit_code = unit.unit_code
    where
        activity.period = $period and activity.activity_kind = '走访探视' and unit.reports <> 'helper'
        and s.helper_id is not null and s.activity_date is not null and s.method is distinct from '电话'
        and s.method is distinct from '微信'
    group by s.helper_id, s.activity_date, activity.unit_code
),

-- One recipient told of by two counties is a recipient claimed twice, not a helper in two places.
torn as (
    select helper_id, activity_date, count(*) as county_count
    from visited
    group by helper_id, activity_date
    having count(*) > 1 and min(first_recipient) <> max(last_recipient)
)

select
    visited.place[1] as part_id,
    visited.place[2] as row,
    'activity_date' as field,
    torn.county_count is null as ok,
    cast(visited.activity_date as varchar) as value,
    torn.county_count
from visited
left join torn on visited.helper_id = torn.helper_id and visited.activity_date = torn.activity_date
