/*
id = "indicator"
kind = "trace"
title = { zh = "填报指标的来源", en = "Declared indicators that a cell adds up" }
grain = ["cell_no", "part_id", "row", "field"]
cells = ["t07.*", "t01.*declared_count", "declared_*"]
forms = ["indicator"]
*/
with present as (
    select unit_code
    from ent.return_state
    where form = 'pairing' and is_present
),

used as (
    select known.*, code.kind
    from ent.indicator as known
    inner join ent.indicator_code as code on known.indicator_code = code.indicator_code
    where case when code.kind = 'stock' then known.used_period is not null else known.period = $period end
),

category as (
    select *
    from (
        values ('orphan', 'K101'), ('de_facto', 'K102'), ('destitute', 'K301'), ('disabled', 'K201')
    ) as v (slug, code)
),

named as (
    select
        unit_code, part_id, row, indicator_code as item,
        unnest(['t07.month_value', 't07.year_value', 't07.total_value']) as told,
        unnest(['month_value', 'year_value', 'total_value']) as field,
        unnest([month_value, year_value, total_value]) as amount
    from used
    union all
    -- Whole in every unit, as the table has it.
    select
        used.unit_code, used.part_id, used.row, '', 't01.' || slug || '_declared_count', 'month_value',
        cast(used.month_value as bigint)
    from used
    inner join category on used.indicator_code = category.code
    where used.used_period is not null
    union all
    select
        used.unit_code, used.part_id, used.row, '', 'declared_' || slug, 'month_value',
        cast(used.month_value as bigint)
    from used
    inner join category on used.indicator_code = category.code
    semi join present on used.unit_code = present.unit_code
    where used.used_period is not null
)

select
    cell.cell_no, cell.role, 'counted' as state, named.unit_code, named.part_id, named.row, named.field,
    cast(cell.sign * named.amount as decimal(18, 2)) as amount
from named
inner join ent.unit_scope as scope on named.unit_code = scope.unit_code
inner join ent.trace_cell as cell
    on scope.row_code = cell.row_code and named.told = cell.told and named.item = cell.item
where named.amount is not null
