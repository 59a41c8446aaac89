/*
id = "gone_finding"
kind = "outcome"
title = { zh = "已消除的问题", en = "How many of the wanted findings of the month before no longer stand, by severity" }
grain = ["severity"]
uses = ["month_finding"]
*/
select month_finding.severity, count(*) as gone_count
from month_finding
where
    month_finding.sign not in (select standing.sign from standing)
    and ($units is null or month_finding.unit in (select unnest($units)))
    and ($rules is null or month_finding.rule in (select unnest($rules)))
    and ($severity is null or month_finding.severity = $severity)
group by month_finding.severity
