/*
id = "named_addend"
kind = "outcome"
title = { zh = "差额的各加数", en = "What the numbers of one rule's explained findings were added up from; columns that a statement doesn't give are null" }
grain = ["finding_id", "row", "label"]
*/
select
    explained.finding_id, q.amount, q.label, q.item_row as row, coalesce(q.is_subtotal, false) as is_subtotal
from (
    select
        null::integer as part_id, null::integer as row, null::varchar as field, null::decimal(18, 2) as amount,
        null::varchar as label, null::integer as item_row, null::boolean as is_subtotal
    where false
    union all by name
    select * from given
) as q
inner join explained
    on
        q.part_id = explained.part_id and q.row is not distinct from explained.row
        and (q.field is null or q.field = explained.field)
where explained.rule = $explained_rule
order by explained.finding_id, q.label, q.item_row, q.amount
