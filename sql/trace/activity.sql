/*
id = "activity"
kind = "trace"
title = { zh = "活动的来源", en = "Activities that a cell adds up, openings, and what of the activities isn't counted" }
grain = ["cell_no", "state", "part_id", "row"]
cells = [
    "t03.*", "month_of_both", "previous_of_both", "year_of_both", "last_year_of_both", "month_with_ledger",
    "t10.*",
]
measures = ["活动"]
forms = ["activity"]
*/
with item as (
    select *
    from (
        values
        ('1', '主结对', '联系交流', '联系交流', 'times'),
        ('2', '主结对', '走访探视', '走访探视', 'times'),
        ('3', '主结对', '政策宣传落实', '政策宣传落实', 'matters'),
        ('4', '主结对', '解决实际困难', '解决实际困难', 'matters'),
        ('5', '主结对', '帮办实事', '帮办实事', 'matters'),
        ('6', '主结对', null, '资助资金', 'yuan'),
        ('7', '辅助结对', null, '帮助群众', 'times'),
        ('8', '辅助结对', null, null, 'yuan'),
        ('9', null, null, null, 'times'),
        ('活动', null, null, null, 'times')
    ) as v (item, pair_kind, activity_kind, measure, measured)
),

asked as (
    select cell.*, item.pair_kind, item.activity_kind, item.measure, item.measured
    from ent.trace_cell as cell
    inner join item on cell.item = item.item
),

-- Which months an opening holds already, of the whole and of this year.
opening as (
    select
        unit_code, measure, scope, value, part_id, row, strftime(as_of + interval '1' day, '%Y-%m') as first_period
    from ent.opening
    where as_of <= $as_of and (scope = '启动以来累计' or as_of >= $year_start)
),

unit_asked as (
    select
        asked.*, scope.unit_code,
        coalesce(whole.first_period, strftime($programme_start, '%Y-%m')) as first_period,
        coalesce(
            of_year.first_period, strftime(greatest($year_start, date_trunc('month', $programme_start)), '%Y-%m')
        ) as year_first
    from asked
    inner join ent.unit_scope as scope on asked.row_code = scope.row_code
    inner join ent.unit_row as own
        on
            scope.unit_code = own.unit_code
            and (own.level = 'area' or (asked.item = '活动' and own.level in ('own', 'helper')))
    left join opening as whole
        on
            scope.unit_code = whole.unit_code and asked.measure = whole.measure
            and whole.scope = '启动以来累计'
    left join opening as of_year
        on
            scope.unit_code = of_year.unit_code and asked.measure = of_year.measure
            and of_year.scope = '本年累计'
),

loaded as (
    select
        unit_code,
        bool_or(period = $period) as is_loaded,
        bool_or(period = $previous_period) as is_previous_loaded,
        bool_or(period = $last_year_period) as is_last_year_loaded
    from ent.month_loaded
    where form = 'activity'
    group by unit_code
),

present as (
    select unit_code
    from ent.return_state
    where form = 'pairing' and is_present
),

published as (
    select unit_code, cast(item_no as varchar) as item, total_value
    from out.activity_item
    where period = $previous_period
),

activity as (
    select
        record.part_id, record.row, record.unit_code, record.period, record.activity_kind, record.person_times,
        record.matter_count,
        cast(case when record.fund_source = '公款' then 0 else coalesce(record.amount_yuan, 0) end as decimal(18, 2))
            as amount_yuan,
        coalesce(record.activity_date < cast(record.period || '-01' as date), false) as is_earlier,
        record.activity_date is null as is_monthly,
        coalesce(traced.state, 'counted') as state,
        if(traced.state is null, '主结对', traced.pair_kind) as pair_kind
    from ent.activity_record as record
    left join ent.traced_activity as traced
        on
            record.part_id = traced.part_id and record.row = traced.row
            and record.activity_kind is not distinct from traced.activity_kind
),

-- The activities of each asked item, and when they count in a cell.
met as (
    select
        cell.cell_no, cell.told, cell.role, cell.sign, cell.item, cell.first_period, cell.year_first, activity.*,
        case cell.measured
            when 'yuan' then activity.amount_yuan
            when 'matters' then activity.matter_count
            else activity.person_times
        end as amount,
        case
            when cell.measured = 'yuan' then 'amount_yuan'
            when activity.is_monthly
                then
                    case activity.activity_kind
                        when '联系交流' then 'contact_count'
                        when '走访探视' then 'visit_count'
                        when '政策宣传落实' then 'policy_count'
                        when '解决实际困难' then 'difficulty_count'
                        when '帮办实事' then 'deed_count'
                    end
            when cell.measured = 'matters' then 'matter_count'
            else 'person_times'
        end as field,
        case
            when cell.item in ('9', '活动') then true
            when activity.state = 'counted' then coalesce(activity.pair_kind, '') = coalesce(cell.pair_kind, '')
            else true
        end as is_of_kind,
        cell.activity_kind is null or coalesce(activity.activity_kind = cell.activity_kind, false) as is_of_item
    from unit_asked as cell
    inner join activity on cell.unit_code = activity.unit_code
),

judged as (
    select
        met.*,
        case
            when item = '活动'
                then
                    period = $period
                    and case told
                        when 't10.reported_count' then true
                        when 't10.same_row_count' then state = 'repeated'
                        when 't10.unmatched_count' then state = 'unmatched'
                        when 't10.before_opening_count' then state = 'before_opening'
                        when 't10.verified_count' then state = 'counted'
                    end
            when item = '9' then state = 'unmatched'
            else state = 'counted'
        end as is_right,
        case told
            when 't03.month_value' then period = $period
            when 't03.earlier_value' then period = $period and is_earlier
            when 't03.year_value' then period >= year_first
            when 't03.total_value' then period >= first_period
            when 't03.previous_value' then period = $previous_period
            when 't03.last_year_value' then period = $last_year_period
            when 't03.previous_total_value'
                then period >= first_period and period <> $period and not exists (select 1 from published)
            when 't03.adjustment_value' then period >= first_period and period <> $period
            when 'month_of_both' then period = $period and coalesce(loaded.is_previous_loaded, false)
            when 'previous_of_both' then period = $previous_period and coalesce(loaded.is_loaded, false)
            when 'year_of_both' then period = $period and coalesce(loaded.is_last_year_loaded, false)
            when 'last_year_of_both' then period = $last_year_period and coalesce(loaded.is_loaded, false)
            when 'month_with_ledger' then period = $period and present.unit_code is not null and item in ('1', '2')
            else item = '活动'
        end as is_then
    from met
    left join loaded on met.unit_code = loaded.unit_code
    left join present on met.unit_code = present.unit_code
    where met.is_of_item and met.is_of_kind
)

-- Of a month that the opening holds: shown where a whole is asked for.
select
    cell_no, role,
    case when is_right and is_then then 'counted' when is_right then 'covered' else state end as state,
    unit_code, part_id, row, field, cast(sign * amount as decimal(18, 2)) as amount
from judged
where
    amount <> 0
    and (
        (is_right and is_then)
        or (is_right and told = 't03.total_value')
        or (not is_right and is_then and item not in ('9', '活动'))
    )
union all
select
    cell.cell_no, cell.role, 'opening', cell.unit_code, opening.part_id, opening.row, 'value', cell.sign * opening.value
from unit_asked as cell
inner join opening on cell.unit_code = opening.unit_code and cell.measure = opening.measure
where
    case cell.told
        when 't03.year_value' then opening.scope = '本年累计'
        when 't03.total_value' then opening.scope = '启动以来累计'
        when 't03.adjustment_value' then opening.scope = '启动以来累计'
        when 't03.previous_total_value'
            then opening.scope = '启动以来累计' and not exists (select 1 from published)
        else false
    end
union all
-- What was published the month before: its own trace opens it.
select
    cell.cell_no, cell.role, 'published', cell.unit_code, null, null, null,
    cell.sign * if(cell.told = 't03.adjustment_value', -1, 1) * published.total_value
from unit_asked as cell
inner join published on cell.unit_code = published.unit_code and cell.item = published.item
where cell.told in ('t03.adjustment_value', 't03.previous_total_value') and published.total_value is not null
union all
select cell.cell_no, cell.role, 'missing', cell.unit_code, null, null, null, cell.sign * missing.missing_months
from unit_asked as cell
inner join out.activity_item as missing
    on
        cell.unit_code = missing.unit_code and cell.item = cast(missing.item_no as varchar)
        and missing.period = $period
where cell.told = 't03.missing_months' and missing.missing_months > 0
