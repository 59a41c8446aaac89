/*
id = "overlap"
kind = "link"
title = { zh = "重叠与冲突", en = "What is listed and counted but removed by nobody" }
grain = ["kind", "unit_code"]
*/
with active_main as (
    select recipient_id, unit_code, helper_id
    from ent.pair
    where is_active and is_counted and pair_kind = '主结对'
),

several_main as (
    select recipient_id, min(unit_code) as unit_code
    from active_main
    group by recipient_id
    having count(*) > 1
),

self_pair as (
    select unit_code, recipient_id from ent.pair where recipient_id = helper_id and is_active
),

ended_and_active as (
    select distinct ranked.unit_code, ranked.part_id, ranked.row
    from ent.pair_rank as ranked
    where
        ranked.place > 1 and ranked.status = '终止'
        and exists (
            select 1 from ent.pair_survivor as s
            where s.part_id = ranked.survivor_part_id and s.row = ranked.survivor_row and s.status = '在帮'
        )
),

-- A number that a current row carries and was not given: it is another's, or nobody's.
refused as (
    select recipient_number as id_number, unit_code
    from ent.pair_mention
    where is_current and recipient_number is not null and not has_recipient_number
    union all
    select helper_number as id_number, unit_code
    from ent.pair_mention
    where is_current and helper_number is not null and not has_helper_number
)

select 'several_main' as kind, unit_code, count(*) as item_count from several_main group by unit_code
union all
select 'claimed_by_units', home.home_unit, count(*)
from ent.recipient_home as home
where home.unit_count > 1
group by home.home_unit
union all
select 'two_categories', home.home_unit, count(*)
from ent.recipient_category as category
inner join ent.recipient_home as home on category.recipient_id = home.recipient_id
where category.category_count > 1
group by home.home_unit
union all
select 'self_pair', unit_code, count(*) from self_pair group by unit_code
union all
select 'ended_and_active', unit_code, count(*) from ended_and_active group by unit_code
union all
select 'one_number', first_unit, count(*)
from (
    select id_number, min(unit_code) as first_unit
    from refused
    group by id_number
) as contested
group by first_unit
