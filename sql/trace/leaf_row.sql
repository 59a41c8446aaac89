/*
id = "leaf_row"
kind = "trace"
title = { zh = "逐行的来源", en = "The leaves of a cell row by row, with the cell of the sheet that holds the amount" }
grain = ["cell_no", "state", "return", "row", "cell"]
*/
with placed as (
    select part_id, field, min(place) as place
    from meta.part_column
    where field is not null
    group by part_id, field
)

select
    leaf.state in ('counted', 'opening', 'published', 'missing') and leaf.role <> 'base' as is_counted,
    if(leaf.role = 'base' and leaf.state = 'counted', 'base', leaf.state) as state,
    leaf.unit_code,
    unit.name as unit_name,
    part.period,
    leaf.amount,
    leaf.part_id,
    file.path,
    part.sheet,
    leaf.row,
    column_letters(placed.place) || leaf.row as cell
from ent.trace_leaf as leaf
left join meta.unit as unit on leaf.unit_code = unit.unit_code
left join meta.part as part on leaf.part_id = part.part_id
left join meta.file as file on part.file_id = file.file_id
left join placed on leaf.part_id = placed.part_id and leaf.field = placed.field
where leaf.cell_no = $cell_no
order by
    is_counted desc, leaf.unit_code, leaf.state <> 'opening', part.period nulls first, leaf.part_id, leaf.row,
    leaf.state
limit $row_limit
