/*
id = "pair"
kind = "trace"
title = { zh = "结对的来源", en = "Rows that pairs are counted by, and the ledger's rows that count no pair with why" }
grain = ["cell_no", "part_id", "row", "state"]
cells = ["t01.pair_count", "auxiliary_pair", "t10.*"]
measures = ["对", "辅助对"]
forms = ["pairing"]
*/
with stated as (
    select
        ledger.*,
        case
            when not is_area then 'helper_side'
            when is_local then 'local'
            when status = '终止' then 'ended'
            when status = '待结对' then 'waiting'
            when reason is not null then reason
            else 'counted'
        end as state
    from ent.traced_row as ledger
    where is_current
),

told as (
    select
        unit_code, part_id, row, state, 1 as amount, '' as item,
        case when pair_kind = '主结对' then 't01.pair_count' else 'auxiliary_pair' end as told
    from stated
    union all
    select
        unit_code, part_id, row, 'counted', 1, if(pair_kind = '主结对', '对', '辅助对'),
        unnest(list_filter(['t10.reported_count', 't10.' || reason || '_count'], lambda name: name is not null))
    from stated
    where state in ('counted', 'same_row', 'same_pair', 'other_unit')
)

select
    cell.cell_no, cell.role, told.state, told.unit_code, told.part_id, told.row, cast(null as varchar) as field,
    cell.sign * told.amount as amount
from told
inner join ent.unit_scope as scope on told.unit_code = scope.unit_code
inner join ent.trace_cell as cell on told.told = cell.told and told.item = cell.item and scope.row_code = cell.row_code
