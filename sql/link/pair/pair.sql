/*
id = "pair"
kind = "link"
title = { zh = "结对关系", en = "Pairs at the end of the period, duplicates gone" }
grain = ["pair_id"]
*/
-- Numbered apart: rows with all their columns take three times as long to put in order.
with numbered as (
    select
        part_id, row,
        cast(row_number() over (order by recipient_id, helper_id, pair_kind) as bigint) as pair_id
    from ent.pair_survivor
    where status <> '待结对'
)

select
    numbered.pair_id,
    p.recipient_id,
    p.helper_id,
    p.pair_kind,
    p.unit_code,
    home.home_unit,
    p.status,
    p.start_date,
    p.end_date,
    p.end_reason,
    p.helper_kind,
    p.helper_level,
    p.status = '在帮' as is_active,
    p.is_area and not p.is_local as is_counted
from ent.pair_survivor as p
inner join numbered on p.part_id = numbered.part_id and p.row = numbered.row
left join ent.recipient_home as home on p.recipient_id = home.recipient_id
