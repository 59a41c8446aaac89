/*
id = "leaf_return"
kind = "trace"
title = { zh = "按报表的来源", en = "The leaves of a cell by return: what is counted, and what isn't with why" }
grain = ["cell_no", "state", "unit_code", "return"]
*/
select
    leaf.state in ('counted', 'opening', 'published', 'missing') and leaf.role <> 'base' as is_counted,
    if(leaf.role = 'base' and leaf.state = 'counted', 'base', leaf.state) as state,
    leaf.unit_code,
    unit.name as unit_name,
    part.period,
    cast(sum(leaf.amount) as decimal(18, 2)) as amount,
    count(*) as row_count,
    leaf.part_id,
    file.path,
    part.sheet,
    part.received_date,
    file.sha256
from ent.trace_leaf as leaf
left join meta.unit as unit on leaf.unit_code = unit.unit_code
left join meta.part as part on leaf.part_id = part.part_id
left join meta.file as file on part.file_id = file.file_id
where leaf.cell_no = $cell_no
group by all
order by
    is_counted desc, leaf.unit_code, bool_and(leaf.state <> 'opening'), part.period nulls first, leaf.part_id, state
