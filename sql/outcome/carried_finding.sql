/*
id = "carried_finding"
kind = "outcome"
title = { zh = "以前月份已有的问题", en = "Findings that stood in an earlier month too, and without a break from there on" }
grain = ["finding_id"]
uses = ["month_finding"]
*/
select standing.finding_id, cast($period as varchar) as since
from standing
where standing.since = $later_period and standing.sign in (select month_finding.sign from month_finding)
