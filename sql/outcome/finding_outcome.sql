/*
id = "finding_outcome"
kind = "outcome"
title = { zh = "规则不通过和无法判断的次数", en = "How often each check failed or couldn't tell in a month" }
grain = ["rule", "unit_code", "form", "outcome"]
*/
select
    cast($period as varchar) as period, finding.rule, part.unit_code, part.form, finding.outcome, count(*) as item_count
from chk.finding as finding
left join meta.part as part on finding.part_id = part.part_id
where finding.period = $period
group by all
