/*
id = "briefing_fact"
kind = "lookup"
title = { zh = "核对简报用的数", en = "What an edited briefing is held beside: this month of all units, every month of those that it names" }
grain = ["source", "measure", "unit_code", "period"]
*/
-- A number is called by its figure, item or indicator, or by its table and column.
with figure as (
    select period, unit_code, figure_id as source, columns('(value|_rate|^unidentified_count)$')::decimal(20, 4)
    from out.figure
),

item as (
    select
        period, unit_code, 't03.' || item_no as source,
        columns('^(month_value|year_value|total_value|growth_rate|yearly_growth_rate|per_person_rate)$')::decimal(20, 4)
    from out.t03
),

indicator as (
    select
        period, unit_code, indicator_code as source,
        if(indicator_kind = 'stock', month_value, null)::decimal(20, 4) as value,
        if(indicator_kind = 'stock', null, month_value)::decimal(20, 4) as month_value,
        year_value::decimal(20, 4) as year_value,
        total_value::decimal(20, 4) as total_value
    from out.t07
),

pairing as (
    select period, unit_code, 't01.' as source, columns('_(count|rate)$')::decimal(20, 4) from out.t01
),

composition as (
    select period, unit_code, 't02.' as source, columns('_count$')::decimal(20, 4)
    from out.t02
    where category_no = 0
),

helper as (
    select period, unit_code, 't04.' as source, columns('_count$')::decimal(20, 4) from out.t04
),

society as (
    select period, unit_code, 't05.' as source, columns('_(count|yuan|times)$')::decimal(20, 4) from out.t05
),

site as (
    select period, unit_code, 't06.' as source, columns('_(count|times)$')::decimal(20, 4) from out.t06
),

told as (
    select * from figure unpivot (amount for measure in (columns('(value|_rate|_count)$')))
    union all
    select * from item unpivot (amount for measure in (columns('(value|_rate)$')))
    union all
    select * from indicator unpivot (amount for measure in (columns('value$')))
),

columnwise as (
    select * from pairing unpivot (amount for measure in (columns('_(count|rate)$')))
    union all
    select * from composition unpivot (amount for measure in (columns('_count$')))
    union all
    select * from helper unpivot (amount for measure in (columns('_count$')))
    union all
    select * from society unpivot (amount for measure in (columns('_(count|yuan|times)$')))
    union all
    select * from site unpivot (amount for measure in (columns('_(count|times)$')))
),

every_fact as (
    select source, measure, unit_code, period, amount from told
    union all
    select source || measure as source, 'value' as measure, unit_code, period, amount from columnwise
)

select source, measure, unit_code, period, amount
from every_fact
where source in $sources and (period = $period or unit_code in $units)
order by source, measure, unit_code, period
