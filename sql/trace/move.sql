/*
id = "move"
kind = "trace"
title = { zh = "对象增减的来源", en = "Who was counted at the month's beginning, and who came and went" }
grain = ["cell_no", "part_id", "row"]
cells = ["t01.opening_count", "t01.revised_count", "t01.added_count", "t01.moved_in_count", "t01.exited_count", "t01.moved_out_count"]
forms = ["pairing"]
*/
with shown as (
    select recipient_id, part_id, row
    from ent.traced_row
    where is_shown
),

stayed as (
    select recipient.person_id, recipient.home_unit
    from ent.recipient as recipient
    anti join ent.member_moved as moved on recipient.person_id = moved.closing_id
    where recipient.is_member
),

item as (
    select person_id, home_unit as unit_code, 't01.opening_count' as told, 1 as amount from stayed
    union all
    select coalesce(closing_id, opening_id), opening_unit, 't01.opening_count', 1
    from ent.member_moved
    where opening_unit is not null
    union all
    select closing_id, closing_unit, 't01.' || if(move = 'resettled', 'revised', move) || '_count', 1
    from ent.member_moved
    where move in ('added', 'revised', 'resettled')
    union all
    select coalesce(closing_id, opening_id), opening_unit, 't01.exited_count', 1
    from ent.member_moved
    where move = 'exited'
    union all
    select coalesce(closing_id, opening_id), opening_unit, 't01.revised_count', -1
    from ent.member_moved
    where move in ('withdrawn', 'resettled')
    union all
    select closing_id, opening_unit, 't01.moved_out_count', 1 from ent.member_moved where move = 'moved'
    union all
    select closing_id, closing_unit, 't01.moved_in_count', 1 from ent.member_moved where move = 'moved'
)

select
    cell.cell_no, cell.role, 'counted' as state, item.unit_code, shown.part_id,
    shown.row, cast(null as varchar) as field, cell.sign * item.amount as amount
from item
inner join ent.unit_scope as scope on item.unit_code = scope.unit_code
inner join ent.trace_cell as cell on scope.row_code = cell.row_code and item.told = cell.told
left join shown on item.person_id = shown.recipient_id
