/*
id = "month_outcome"
kind = "outcome"
title = { zh = "一个月的规则结果", en = "Each rule's outcomes in a month, of one unit or of all" }
grain = ["rule", "unit_code", "form", "outcome"]
*/
select rule, unit_code, form, outcome, item_count, reason
from chk.outcome
where period = $period and ($unit is null or unit_code is null or unit_code = $unit)
order by rule, unit_code nulls first, form, outcome
