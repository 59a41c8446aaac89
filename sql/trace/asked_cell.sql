/*
id = "asked_cell"
kind = "trace"
title = { zh = "所问的数由哪些数组成", en = "What each cell that is asked for is made of: itself, or other cells with their signs" }
grain = ["cell_no", "told", "row_code", "item", "role"]
*/
-- `told` is what the sources call what they count; `item` the row's key beside its unit; a share's `base` is divided by.
with kind as (
    select *
    from (
        values ('orphan', 'K101'), ('de_facto', 'K102'), ('destitute', 'K301'), ('disabled', 'K201')
    ) as v (slug, code)
),

composed as (
    select * from (
        values
        ('t05.helped_month_times', '', 't03.month_value', '7', 'counted', 1),
        ('t05.helped_total_times', '', 't03.total_value', '7', 'counted', 1),
        ('t01.paired_rate', '', 't01.paired_count', '', 'counted', 1),
        ('t01.paired_rate', '', 't01.due_count', '', 'base', 1),
        ('t01.family_paired_rate', '', 't01.family_paired_count', '', 'counted', 1),
        ('t01.family_paired_rate', '', 't01.family_due_count', '', 'base', 1),
        ('t07.ledger_month_value', 'K401', 't05.organization_count', '', 'counted', 1),
        ('t07.ledger_month_value', 'K402', 't05.raised_month_yuan', '', 'counted', 1),
        ('t07.ledger_total_value', 'K402', 't05.raised_total_yuan', '', 'counted', 1),
        ('t07.ledger_month_value', 'K403', 't05.project_count', '', 'counted', 1),
        ('t07.ledger_month_value', 'K404', 't06.volunteer_count', '', 'counted', 1),
        ('t07.ledger_month_value', 'K405', 't06.site_count', '', 'counted', 1),
        ('t07.ledger_month_value', 'K406', 't05.auxiliary_count', '', 'counted', 1),
        ('t07.ledger_month_value', 'K501', 't01.helper_count', '', 'counted', 1),
        ('t07.ledger_month_value', 'K502', 't01.recipient_count', '', 'counted', 1),
        ('t07.ledger_month_value', 'K503', 't03.month_value', '1', 'counted', 1),
        ('t07.ledger_total_value', 'K503', 't03.total_value', '1', 'counted', 1),
        ('t07.ledger_month_value', 'K504', 't03.month_value', '2', 'counted', 1),
        ('t07.ledger_total_value', 'K504', 't03.total_value', '2', 'counted', 1),
        ('t07.ledger_month_value', 'K505', 't03.month_value', '5', 'counted', 1),
        ('t07.ledger_total_value', 'K505', 't03.total_value', '5', 'counted', 1),
        ('t07.ledger_month_value', 'K407', 't03.month_value', '7', 'counted', 1),
        ('t07.ledger_total_value', 'K407', 't03.total_value', '7', 'counted', 1),
        ('t03.growth_rate', null, 'month_of_both', null, 'counted', 1),
        ('t03.growth_rate', null, 'previous_of_both', null, 'base', 1),
        ('t03.yearly_growth_rate', null, 'year_of_both', null, 'counted', 1),
        ('t03.yearly_growth_rate', null, 'last_year_of_both', null, 'base', 1),
        ('t03.per_person_rate', null, 'month_with_ledger', null, 'counted', 1),
        ('t03.per_person_rate', null, 'member_with_month', null, 'base', 1),
        ('t10.verified_count', '干部', 't01.helper_count', '', 'counted', 1),
        ('t10.verified_count', '对象', 't01.recipient_count', '', 'counted', 1),
        ('t10.verified_count', '对', 't01.pair_count', '', 'counted', 1),
        ('t10.verified_count', '辅助对象', 't05.auxiliary_count', '', 'counted', 1),
        ('t10.verified_count', '辅助对', 'auxiliary_pair', '', 'counted', 1),
        ('t10.verified_count', '组织', 't05.organization_count', '', 'counted', 1),
        ('t10.verified_count', '项目', 't05.project_count', '', 'counted', 1)
    ) as v (asked, asked_item, told, item, role, sign)
    union all
    select 't01.' || slug || '_paired_rate', '', 't01.' || slug || '_paired_count', '', 'counted', 1 from kind
    union all
    select 't01.' || slug || '_paired_rate', '', 't01.' || slug || '_due_count', '', 'base', 1 from kind
    union all
    select 't01.' || slug || '_gap_count', '', 'declared_' || slug, '', 'counted', 1 from kind
    union all
    select 't01.' || slug || '_gap_count', '', 'entitled_' || slug, '', 'counted', -1 from kind
    union all
    select 't07.ledger_month_value', code, 'ledger_' || slug, '', 'counted', 1 from kind
),

-- A difference is what is declared, less the ledger's.
differing as (
    select
        replace(replace(asked, 'ledger_month_value', 'month_difference'), 'ledger_total_value', 'total_difference')
            as asked,
        asked_item, told, item, role, -sign as sign
    from composed
    where asked in ('t07.ledger_month_value', 't07.ledger_total_value')
    union all
    select * from (
        values
        ('t07.month_difference', null, 't07.month_value', null, 'counted', 1),
        ('t07.total_difference', null, 't07.total_value', null, 'counted', 1)
    ) as v
),

asked as (
    select cell.cell_no, cell.told, cell.row_code, cell.item, 1 as sign
    from (select unnest($cells, recursive := true)) as cell
),

-- Who counts in several units or rows: what those count each, less what all of them count once.
crossing as (
    select asked.cell_no, 't10.verified_count' as told, child.row_code, asked.item, 1 as sign
    from asked
    inner join ent.unit_row as child on asked.row_code = child.parent_row and child.level <> 'helper'
    where asked.told in ('t10.children_count', 't10.cross_child_count')
    union all
    select cell_no, 't10.verified_count', row_code, item, -1
    from asked
    where told in ('t10.cross_child_count', 't10.cross_unit_count')
    union all
    select asked.cell_no, 't10.' || bridge.item || '_count', asked.row_code, asked.item, bridge.sign
    from asked
    cross join (
        values
        ('reported', 1), ('same_row', -1), ('same_pair', -1), ('other_unit', -1), ('same_person', -1),
        ('other_home', -1), ('not_started', -1), ('unmatched', -1), ('before_opening', -1), ('replacing', 1),
        ('home_only', 1), ('covered', -1), ('opening', 1)
    ) as bridge (item, sign)
    where asked.told = 't10.cross_unit_count'
),

opened as (
    select * from asked where told not in ('t10.children_count', 't10.cross_child_count', 't10.cross_unit_count')
    union all
    select * from crossing
),

part as (
    select * from composed
    union all
    select * from differing
)

select
    opened.cell_no,
    coalesce(part.told, opened.told) as told,
    opened.row_code,
    coalesce(part.item, opened.item) as item,
    coalesce(part.role, 'counted') as role,
    cast(opened.sign * coalesce(part.sign, 1) as integer) as sign
from opened
left join part on opened.told = part.asked and coalesce(part.asked_item, opened.item) = opened.item
