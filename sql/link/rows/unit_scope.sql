/*
id = "unit_scope"
kind = "link"
title = { zh = "填报单位归入的行", en = "Every row that a reporting unit's data roll up into" }
grain = ["unit_code", "row_code"]
*/
with own as (
    select unit_code, row_code, parent_row, level
    from ent.unit_row
    where level in ('area', 'own', 'helper')
),

parent as (
    select own.unit_code, own.parent_row as row_code
    from own
    where own.level <> 'helper' and own.parent_row is not null
)

select unit_code, row_code from own
union
select unit_code, row_code from parent
union
select own.unit_code, top.row_code
from own
inner join ent.unit_row as top on top.level = 'province'
where own.level <> 'helper'
