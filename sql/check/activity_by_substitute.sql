/*
id = "activity_by_substitute"
kind = "check"
code = "X053"
severity = "query"
category = "consistency"
forms = ["activity", "pairing"]
yields_to = ["X008", "X050"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "由他人代访", en = "Activity by somebody else's helper" }
message = { zh = "填报的结对人与该对象没有结对关系，按代访计入对象的主结对", en = "this helper isn't paired with the recipient; the activity counts to the recipient's main pairing" }
why = { zh = "代访应说明；也可能是结对人已更换而台账未更新，或号码录错", en = "a substitute is to be explained; or the helper changed without the ledger, or a number is mistyped" }
expected = { zh = "该对象的结对人", en = "the recipient's own helper" }
fix = { zh = "请核实是否代访；结对人已更换的，请更新结对帮扶台账", en = "confirm the substitute, or update the pairing ledger where the helper changed" }
null = { zh = "未填结对人的按对象的主结对计入，不问", en = "without a helper the activity counts to the main pairing and isn't asked about" }
source = "project definition: activities, 9c"
*/
select
    activity.part_id, activity.row, 'helper_id' as field,
    bool_and(activity.match <> 'substitute') as ok,
    cast(null as varchar) as value
from ent.activity as activity
where activity.period = $period and activity.is_counted
group by activity.part_id, activity.row
