/*
id = "flow"
kind = "link"
title = { zh = "对象增减变动", en = "Opening, changes and closing of persons, per unit and category" }
grain = ["unit_code", "category"]
*/
with change as (
    select opening_unit as unit_code, opening_category as category, 'opening' as item
    from ent.member_move
    where opening_unit is not null
    union all
    select closing_unit, closing_category, 'closing' from ent.member_move where closing_unit is not null
    union all
    select closing_unit, closing_category, move from ent.member_move where move in ('added', 'revised')
    union all
    select opening_unit, opening_category, move from ent.member_move where move in ('exited', 'withdrawn')
    union all
    -- Counted elsewhere by decision: out here and in there, and nobody moved.
    select closing_unit, closing_category, 'revised' from ent.member_move where move = 'resettled'
    union all
    select opening_unit, opening_category, 'withdrawn' from ent.member_move where move = 'resettled'
    union all
    select opening_unit, opening_category, 'moved_out' from ent.member_move where move = 'moved'
    union all
    select closing_unit, closing_category, 'moved_in' from ent.member_move where move = 'moved'
    union all
    select opening_unit, opening_category, 'category_out' from ent.member_move where move = 'category'
    union all
    select closing_unit, closing_category, 'category_in' from ent.member_move where move = 'category'
),

estimated as (
    select distinct opening_unit as unit_code
    from ent.member_move
    where is_estimated
)

select
    change.unit_code,
    change.category,
    count(*) filter (change.item = 'opening') as opening,
    count(*) filter (change.item = 'revised') - count(*) filter (change.item = 'withdrawn') as revised,
    count(*) filter (change.item = 'added') as added,
    count(*) filter (change.item = 'moved_in') as moved_in,
    count(*) filter (change.item = 'category_in') as category_in,
    count(*) filter (change.item = 'exited') as exited,
    count(*) filter (change.item = 'moved_out') as moved_out,
    count(*) filter (change.item = 'category_out') as category_out,
    count(*) filter (change.item = 'closing') as closing,
    estimated.unit_code is not null as is_estimated
from change
left join estimated on change.unit_code = estimated.unit_code
group by change.unit_code, change.category, estimated.unit_code
