/*
id = "stock_identity"
kind = "reconcile"
table = "t01"
title = { zh = "期初加减变动等于期末", en = "Opening and changes make the closing, for every category, unit and row" }
grain = ["unit_code", "what"]
*/
with movement as (
    select
        flow.unit_code,
        flow.category as what,
        flow.opening + flow.revised + flow.added + flow.moved_in + flow.category_in
        - flow.exited - flow.moved_out - flow.category_out as expected,
        flow.closing as actual
    from ent.flow as flow
    union all
    select
        t01.unit_code,
        'closing' as what,
        t01.opening_count + t01.revised_count + t01.added_count + t01.moved_in_count
        - t01.exited_count - t01.moved_out_count as expected,
        t01.closing_count as actual
    from out.t01 as t01
    where t01.period = $period
    union all
    select
        t01.unit_code,
        'recipient_count' as what,
        t01.closing_count as expected,
        t01.recipient_count as actual
    from out.t01 as t01
    where t01.period = $period
    union all
    select
        t01.unit_code,
        'moved_out_count' as what,
        t01.moved_in_count as expected,
        t01.moved_out_count as actual
    from out.t01 as t01
    inner join ent.unit_row as unit_row on t01.unit_code = unit_row.row_code
    where t01.period = $period and unit_row.level = 'province'
)

select
    movement.unit_code,
    movement.what,
    movement.expected,
    movement.actual
from movement
where movement.expected is distinct from movement.actual
