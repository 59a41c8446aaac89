/*
id = "unit_outcome"
kind = "outcome"
title = { zh = "通过的次数和未执行的规则", en = "How many rows passed each rule in each unit, and which rules were not asked" }
grain = ["rule", "unit_code", "form", "outcome"]
*/
select
    cast($period as varchar) as period, told.rule, part.unit_code, part.form, told.outcome,
    cast(sum(told.item_count) as bigint) as item_count, told.reason
from (select unnest($items, recursive := true)) as told
left join meta.part as part on told.part_id = part.part_id
group by all
