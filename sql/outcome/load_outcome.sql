/*
id = "load_outcome"
kind = "outcome"
title = { zh = "一次入库的规则结果", en = "Each rule's outcomes in each unit of a load" }
grain = ["rule", "unit_code", "form", "outcome"]
*/
select outcome.rule, outcome.unit_code, outcome.form, outcome.outcome, outcome.item_count, outcome.reason
from chk.outcome as outcome
where
    outcome.period in (select distinct period from meta.part where load_id = $load_id)
    and (
        outcome.unit_code is null
        or outcome.unit_code in (select unit_code from meta.part where load_id = $load_id)
    )
order by all
