/*
id = "several_main"
kind = "duplicate"
order = 4
title = { zh = "一名对象多个主结对", en = "One recipient with several main pairs" }
grain = ["part_id", "row"]
*/
-- Each of the pairs beside the one that began first, and that beside the next.
with active as (
    select
        recipient_id, unit_code, part_id, row, recipient_folded,
        row_number() over (
            partition by recipient_id
            order by start_date nulls last, unit_code, part_id, row
        ) as place,
        count(*) over (partition by recipient_id) as pair_count
    from ent.pair_survivor
    where status = '在帮' and pair_kind = '主结对' and is_area and not is_local
)

select
    active.recipient_id as case_id,
    active.unit_code,
    active.part_id,
    active.row,
    other.unit_code as other_unit,
    other.part_id as other_part_id,
    other.row as other_row,
    'all_count' as rule,
    mask(active.recipient_folded) as masked_name
from active
inner join active as other
    on active.recipient_id = other.recipient_id and other.place = case when active.place = 1 then 2 else 1 end
where active.pair_count > 1
