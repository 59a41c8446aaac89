/*
id = "too_many_visits"
kind = "check"
code = "X055"
severity = "query"
category = "accuracy"
forms = ["activity", "pairing"]
yields_to = ["X008"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "走访次数过多", en = "Too many visits" }
message = { zh = "一个月内走访同一对象 {visit_count} 次，超过 {limit_count} 次", en = "{visit_count} visits to one recipient in one month, more than {limit_count}" }
why = { zh = "疑似虚构走访记录或把人次当次数", en = "as if visits were invented, or people counted as visits" }
expected = { zh = "每月不超过 8 次，村（社区）结对人不超过 20 次（可设置）", en = "at most 8 a month, 20 for helpers of a village (settings)" }
fix = { zh = "请核实走访记录；属实的请说明", en = "check the visits; explain them if they are right" }
null = { zh = "结对人单位层级未填、次数在两个上限之间的无法判断", en = "unknown between the two limits where the helper's level is missing" }
source = "project definition: fabricated filling"
*/
with visited as (
    select
        recipient_id, helper_id, pair_kind, date_trunc('month', coalesce(activity_date, $period_start)) as month,
        -- A row of the log is one visit, however many people it reached; a monthly row counts them.
        sum(case when activity_date is null then person_times else 1 end) as visit_count,
        max(row(part_id, row)) as place
    from ent.activity
    where period = $period and activity_kind = '走访探视' and match in ('open', 'ended')
    group by recipient_id, helper_id, pair_kind, month
),

level as (
    select recipient_id, helper_id, pair_kind, helper_level
    from ent.pair
    where recipient_id in (select visited.recipient_id from visited where visited.visit_count > $most_visit_times)
)

select
    visited.place[1] as part_id,
    visited.place[2] as row,
    'activity_kind' as field,
    case
        when visited.visit_count <= $most_visit_times then true
        when visited.visit_count > $most_village_visit_times then false
        when level.helper_level is not null or visited.pair_kind = '辅助结对'
            then coalesce(level.helper_level = '村社区', false)
    end as ok,
    cast(cast(visited.visit_count as bigint) as varchar) as value,
    cast(
        visited.visit_count
        - if(level.helper_level = '村社区', $most_village_visit_times, $most_visit_times) as decimal(18, 2)
    ) as difference,
    cast(visited.visit_count as bigint) as visit_count,
    if(level.helper_level = '村社区', $most_village_visit_times, $most_visit_times) as limit_count
from visited
left join level
    on
        visited.visit_count > $most_visit_times
        and visited.recipient_id = level.recipient_id and visited.helper_id = level.helper_id
        and visited.pair_kind = level.pair_kind
