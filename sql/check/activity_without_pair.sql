/*
id = "activity_without_pair"
kind = "check"
code = "X007"
severity = "query"
category = "consistency"
forms = ["activity", "pairing"]
yields_to = ["X050", "X051"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "活动找不到结对关系", en = "Activity without a pair" }
message = { zh = "活动的结对人与对象之间没有可归属的结对关系，未计入", en = "no pairing of this helper and recipient covers this activity; it was not counted" }
why = { zh = "活动须归属一对结对关系", en = "an activity belongs to exactly one pair" }
expected = { zh = "结对帮扶台账中有此结对关系", en = "the pairing ledger has this pair" }
fix = { zh = "请核对姓名和身份证号；结对已变更的，先更新结对帮扶台账", en = "check names and numbers; update the pairing ledger first where the pairing changed" }
null = { zh = "每条活动都能判断", en = "every activity can be judged" }
source = "project definition: an activity joins exactly one pair"
*/
select
    activity.part_id, activity.row, 'recipient_id' as field,
    bool_and(activity.match <> 'unmatched') as ok,
    cast(null as varchar) as value,
    string_agg(activity.activity_kind, '、' order by activity.activity_kind) filter (activity.match = 'unmatched')
        as detail
from ent.activity as activity
where activity.period = $period
group by activity.part_id, activity.row
