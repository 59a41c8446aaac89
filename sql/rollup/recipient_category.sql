/*
id = "recipient_category"
kind = "rollup"
title = { zh = "帮扶对象分类别人数", en = "Recipients by unit and category" }
grain = ["unit_code", "category"]
forms = ["pairing", "indicator"]
# Read by other tables; not published itself.
internal = true
*/
with ledger_unit as (
    select return_state.unit_code
    from ent.return_state as return_state
    where return_state.form = 'pairing' and return_state.is_present
),

category as (
    select
        v.category_no,
        v.category,
        v.indicator_code
    from (
        values
        (0, '合计', null),
        (1, $category_orphan, 'K101'),
        (2, $category_de_facto, 'K102'),
        (3, $category_destitute, 'K301'),
        (4, $category_disabled, 'K201'),
        (5, $category_destitute_family, null)
    ) as v (category_no, category, indicator_code)
),

main_category as (
    select
        recipient.home_unit,
        recipient.category,
        count(*) filter (where recipient.is_member) as recipient_count,
        count(*) filter (where recipient.is_member and not person.is_identified) as unverified_count,
        count(*) filter (where recipient.is_replacing) as replacing_count,
        count(*) filter (where recipient.is_due) as due_count,
        count(*) filter (where recipient.is_waiting) as waiting_count
    from ent.recipient as recipient
    inner join ent.person as person on recipient.person_id = person.person_id
    where recipient.is_due
    group by recipient.home_unit, recipient.category
),

entitled as (
    select
        recipient.home_unit,
        count(*) filter (where recipient.has_orphan) as orphan_count,
        count(*) filter (where recipient.has_de_facto) as de_facto_count,
        count(*) filter (where recipient.has_destitute) as destitute_count,
        count(*) filter (where recipient.has_disabled) as disabled_count
    from ent.recipient as recipient
    where recipient.is_member
    group by recipient.home_unit
),

unit_ledger as (
    select
        ledger_unit.unit_code,
        category.category_no,
        coalesce(sum(main_category.recipient_count), 0) as recipient_count,
        coalesce(sum(main_category.unverified_count), 0) as unverified_count,
        coalesce(sum(main_category.replacing_count), 0) as replacing_count,
        coalesce(sum(main_category.due_count), 0) as due_count,
        coalesce(sum(main_category.waiting_count), 0) as waiting_count
    from ledger_unit
    cross join category
    left join main_category
        on
            ledger_unit.unit_code = main_category.home_unit
            and (category.category_no = 0 or category.category = main_category.category)
    group by ledger_unit.unit_code, category.category_no
),

unit_entitled as (
    select
        ledger_unit.unit_code,
        category.category_no,
        case category.indicator_code
            when 'K101' then coalesce(entitled.orphan_count, 0)
            when 'K102' then coalesce(entitled.de_facto_count, 0)
            when 'K301' then coalesce(entitled.destitute_count, 0)
            when 'K201' then coalesce(entitled.disabled_count, 0)
        end as entitled_count
    from ledger_unit
    cross join category
    left join entitled on ledger_unit.unit_code = entitled.home_unit
),

unit_declared as (
    select
        indicator.unit_code,
        category.category_no,
        -- Whole in every unit, so that units add up.
        cast(indicator.month_value as bigint) as declared_count
    from ent.indicator as indicator
    inner join category on indicator.indicator_code = category.indicator_code
    -- These four are stocks: the newest return's value stands.
    where indicator.used_period is not null
),

row_ledger as (
    select
        unit_scope.row_code,
        unit_ledger.category_no,
        cast(sum(unit_ledger.recipient_count) as bigint) as recipient_count,
        cast(sum(unit_ledger.unverified_count) as bigint) as unverified_count,
        cast(sum(unit_ledger.replacing_count) as bigint) as replacing_count,
        cast(sum(unit_ledger.due_count) as bigint) as due_count,
        cast(sum(unit_ledger.waiting_count) as bigint) as waiting_count,
        cast(sum(unit_entitled.entitled_count) as bigint) as entitled_count
    from unit_ledger
    inner join unit_entitled
        on
            unit_ledger.unit_code = unit_entitled.unit_code
            and unit_ledger.category_no = unit_entitled.category_no
    inner join ent.unit_scope as unit_scope on unit_ledger.unit_code = unit_scope.unit_code
    group by unit_scope.row_code, unit_ledger.category_no
),

row_declared as (
    select
        unit_scope.row_code,
        unit_declared.category_no,
        cast(sum(unit_declared.declared_count) as bigint) as declared_count,
        cast(sum(unit_declared.declared_count - unit_entitled.entitled_count) as bigint) as gap_count
    from unit_declared
    inner join ent.unit_scope as unit_scope on unit_declared.unit_code = unit_scope.unit_code
    left join unit_entitled
        on
            unit_declared.unit_code = unit_entitled.unit_code
            and unit_declared.category_no = unit_entitled.category_no
    group by unit_scope.row_code, unit_declared.category_no
)

select
    unit_row.row_code as unit_code,
    category.category_no,
    category.category,
    row_ledger.recipient_count,
    row_ledger.unverified_count,
    row_ledger.replacing_count,
    row_ledger.due_count,
    row_ledger.waiting_count,
    cast(
        (20000 * row_ledger.recipient_count + row_ledger.due_count)
        // (2 * nullif(row_ledger.due_count, 0)) as decimal(5, 0)
    ) * 0.0001 as paired_rate,
    row_ledger.entitled_count,
    row_declared.declared_count,
    row_declared.gap_count
from ent.unit_row as unit_row
cross join category
left join row_ledger
    on unit_row.row_code = row_ledger.row_code and category.category_no = row_ledger.category_no
left join row_declared
    on unit_row.row_code = row_declared.row_code and category.category_no = row_declared.category_no
where unit_row.level in ('province', 'prefecture', 'area')
