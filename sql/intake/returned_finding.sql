/*
id = "returned_finding"
kind = "intake"
title = { zh = "退回修改时列明的问题", en = "What a part is sent back for, a line a rule, errors before queries" }
grain = ["rule"]
uses = ["sheet_part"]
*/
select rule.severity, finding.rule, any_value(rule.title_zh) as title_zh, count(*) as item_count
from chk.finding as finding
inner join sheet_part on finding.part_id = sheet_part.part_id
inner join chk.rule as rule on finding.rule = rule.rule
where sheet_part.first_id = $part and finding.outcome = 'fail' and rule.severity in ('error', 'query')
group by rule.severity, finding.rule
order by rule.severity, item_count desc, finding.rule
