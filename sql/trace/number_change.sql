/*
id = "number_change"
kind = "trace"
title = { zh = "变动的数", en = "Printed numbers that differ before and after, figures first" }
grain = ["number", "item", "column_name", "unit_code"]
*/
select
    coalesce(later.number, before.number) as number,
    coalesce(later.item, before.item) as item,
    coalesce(later.column_name, before.column_name) as column_name,
    coalesce(later.unit_code, before.unit_code) as unit_code,
    unit_row.name as unit_name,
    before.amount as before,
    later.amount as after,
    coalesce(later.amount, 0) - coalesce(before.amount, 0) as change
from number_before as before
full join number_after as later
    on
        before.number = later.number and before.item = later.item and before.column_name = later.column_name
        and before.unit_code = later.unit_code
left join ent.unit_row as unit_row on coalesce(later.unit_code, before.unit_code) = unit_row.row_code
where before.amount is distinct from later.amount
order by coalesce(later.number, before.number), unit_row.sort_no, item, column_name
