/*
id = "figure_part"
kind = "kept"
title = { zh = "累计指标的组成", en = "What each part of a return adds to the cumulative figures, and what of it isn't counted" }
grain = ["figure_id", "unit_code", "part_id", "source_period", "state"]
*/
with figure as (
    select *
    from (
        values
        ('F03', '联系交流', '主结对', '联系交流', '启动以来累计'),
        ('F04', '走访探视', '主结对', '走访探视', '启动以来累计'),
        ('F05', '帮办实事', '主结对', '帮办实事', '启动以来累计'),
        ('F10', '帮助群众', '辅助结对', null, '启动以来累计'),
        ('F11', '资助资金', '主结对', null, '启动以来累计'),
        ('F11_year', '资助资金', '主结对', null, '本年累计')
    ) as v (figure_id, measure, pair_kind, activity_kind, scope)
),

area as (
    select unit_code
    from ent.unit_row
    where level = 'area'
),

opening as (
    select unit_code, measure, scope, value, as_of, strftime(as_of + interval '1' day, '%Y-%m') as first_period
    from ent.opening
    where as_of <= $as_of and (scope = '启动以来累计' or as_of >= $year_start)
),

activity as (
    select
        unit_code, part_id, period, activity_kind, pair_kind,
        case
            when match in ('unmatched', 'before_opening') then match
            when is_counted then 'counted'
            else 'unmatched'
        end as state,
        sum(person_times) as person_times, sum(matter_count) as matter_count, sum(amount_yuan) as amount_yuan,
        count(*) as row_count
    from ent.activity
    group by all
    union all
    select
        unit_code, part_id, period, activity_kind, null, 'repeated', sum(person_times), sum(matter_count),
        sum(amount_yuan), count(*)
    from ent.activity_removed
    group by all
),

activity_item as (
    select
        figure.figure_id,
        activity.unit_code,
        activity.part_id,
        activity.period,
        case
            when activity.state <> 'counted' then activity.state
            when coalesce(activity.pair_kind, '') <> figure.pair_kind then 'other_kind'
            when figure.scope = '本年累计' and activity.period < strftime($year_start, '%Y-%m') then 'last_year'
            when activity.period < coalesce(opening.first_period, strftime($programme_start, '%Y-%m')) then 'covered'
            else 'counted'
        end as state,
        case figure.measure
            when '帮办实事' then activity.matter_count
            when '资助资金' then activity.amount_yuan
            else activity.person_times
        end as amount,
        activity.row_count
    from activity
    inner join area on activity.unit_code = area.unit_code
    inner join figure on figure.activity_kind is null or activity.activity_kind = figure.activity_kind
    left join opening
        on
            activity.unit_code = opening.unit_code and figure.measure = opening.measure
            and figure.scope = opening.scope
),

raised_opening as (
    select unit_code, as_of
    from opening
    where measure = '募集资金' and scope = '启动以来累计'
),

fund_item as (
    select
        'F07' as figure_id, fund.unit_code, fund.part_id, fund.period,
        case
            when raised_opening.unit_code is null or fund.entry_date > raised_opening.as_of then 'counted'
            else 'covered'
        end as state,
        fund.amount_yuan as amount, 1 as row_count
    from ent.fund_entry as fund
    left join raised_opening on fund.unit_code = raised_opening.unit_code
    where fund.direction = '募集'
    union all
    select 'F07', unit_code, part_id, period, 'repeated', amount_yuan, 1
    from ent.fund_removed
    where direction = '募集'
),

opening_item as (
    select
        figure.figure_id, opening.unit_code, 0 as part_id, strftime(opening.as_of, '%Y-%m') as period,
        'opening' as state, opening.value as amount, 1 as row_count
    from opening
    inner join (
        select figure_id, measure, scope from figure
        union all
        select *
        from (
            values
            ('F06', '社会组织', '启动以来累计'),
            ('F07', '募集资金', '启动以来累计'),
            ('F08', '公益项目', '启动以来累计')
        ) as v (figure_id, measure, scope)
    ) as figure on opening.measure = figure.measure and opening.scope = figure.scope
)

select
    cast($period as varchar) as edition, figure_id, unit_code, cast(part_id as integer) as part_id,
    period as source_period, state,
    cast(sum(coalesce(amount, 0)) as decimal(18, 2)) as amount, cast(sum(row_count) as bigint) as row_count
from (
    select * from activity_item
    union all
    select * from fund_item
    union all
    select * from opening_item
) as item
group by figure_id, unit_code, part_id, period, state
