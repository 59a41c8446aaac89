/*
id = "activity_item"
kind = "rollup"
title = { zh = "各单位帮扶活动", en = "Activities of each reporting unit by item" }
grain = ["unit_code", "item_no"]
forms = ["activity", "pairing", "opening"]
# Read by other tables; not published itself.
internal = true
*/
with item as (
    select
        v.item_no,
        v.block,
        v.item,
        v.item_unit,
        v.measure
    from (
        values
        (1, '主结对', '联系交流', '人次', '联系交流'),
        (2, '主结对', '走访探视', '人次', '走访探视'),
        (3, '主结对', '政策宣传落实', '件', '政策宣传落实'),
        (4, '主结对', '解决实际困难', '件', '解决实际困难'),
        (5, '主结对', '帮办实事', '件', '帮办实事'),
        (6, '主结对', '资助资金', '元', '资助资金'),
        (7, '辅助结对', '帮助群众', '人次', '帮助群众'),
        (8, '辅助结对', '资助资金', '元', null),
        (9, '未匹配', '未匹配', '人次', null)
    ) as v (item_no, block, item, item_unit, measure)
),

-- Months as running numbers: portable, and a year boundary is no special case.
calendar as (
    select
        extract(year from $period_start) * 12 + extract(month from $period_start) as this_month,
        extract(year from $year_start) * 12 + 1 as first_of_year,
        extract(year from $programme_start) * 12 + extract(month from $programme_start) as first_of_all
),

loaded as (
    select
        unit_code,
        period,
        cast(substr(period, 1, 4) as integer) * 12 + cast(substr(period, 6, 2) as integer) as month_no
    from ent.month_loaded
    where form = 'activity'
),

-- The first month that an opening does not cover is the month of the day after it.
opening as (
    select
        unit_code,
        measure,
        scope,
        value as opening_value,
        extract(year from as_of + interval '1' day) * 12
        + extract(month from as_of + interval '1' day) as first_month
    from ent.opening
    where as_of <= $as_of and (scope = '启动以来累计' or as_of >= $year_start)
),

unit_item as (
    select
        unit_row.unit_code,
        item.item_no,
        item.block,
        item.item,
        item.item_unit,
        item.measure,
        calendar.this_month,
        total_opening.opening_value as total_opening,
        year_opening.opening_value as year_opening,
        coalesce(total_opening.first_month, calendar.first_of_all) as first_month,
        coalesce(
            year_opening.first_month, greatest(calendar.first_of_year, calendar.first_of_all)
        ) as year_first
    from ent.unit_row as unit_row
    cross join item
    cross join calendar
    left join opening as total_opening
        on
            unit_row.unit_code = total_opening.unit_code
            and item.measure = total_opening.measure
            and total_opening.scope = '启动以来累计'
    left join opening as year_opening
        on
            unit_row.unit_code = year_opening.unit_code
            and item.measure = year_opening.measure
            and year_opening.scope = '本年累计'
    where unit_row.level = 'area'
),

item_month as (
    select
        unit_item.unit_code,
        unit_item.item_no,
        count(loaded.period) as loaded_months,
        count(loaded.period) filter (where loaded.month_no >= unit_item.first_month) as total_months,
        count(loaded.period) filter (where loaded.month_no >= unit_item.year_first) as year_months,
        count(loaded.period) filter (where loaded.period = $period) as is_loaded,
        count(loaded.period) filter (where loaded.period = $previous_period) as is_previous_loaded,
        count(loaded.period) filter (where loaded.period = $last_year_period) as is_last_year_loaded
    from unit_item
    left join loaded on unit_item.unit_code = loaded.unit_code
    group by unit_item.unit_code, unit_item.item_no
),

activity_sum as (
    select
        activity.unit_code,
        activity.period,
        activity.pair_kind,
        activity.activity_kind,
        activity.is_earlier,
        activity.is_counted,
        activity.match = 'unmatched' as is_unmatched,
        sum(activity.person_times) as person_times,
        sum(activity.matter_count) as matter_count,
        sum(activity.amount_yuan) as amount_yuan
    from ent.activity as activity
    group by
        activity.unit_code,
        activity.period,
        activity.pair_kind,
        activity.activity_kind,
        activity.is_earlier,
        activity.is_counted,
        activity.match = 'unmatched'
),

flow as (
    select
        activity_sum.unit_code,
        activity_sum.period,
        activity_sum.is_earlier,
        item.item_no,
        cast(substr(activity_sum.period, 1, 4) as integer) * 12
        + cast(substr(activity_sum.period, 6, 2) as integer) as month_no,
        case item.item_unit
            when '元' then activity_sum.amount_yuan
            when '件' then activity_sum.matter_count
            else activity_sum.person_times
        end as item_value
    from activity_sum
    inner join item
        on
            case
                when activity_sum.is_unmatched then item.item_no = 9
                when not activity_sum.is_counted then false
                when item.item_no <= 5
                    then activity_sum.pair_kind = '主结对' and activity_sum.activity_kind = item.item
                else activity_sum.pair_kind = item.block
            end
),

item_flow as (
    select
        unit_item.unit_code,
        unit_item.item_no,
        -- Months that lie wholly inside the opening are in it.
        sum(case when flow.month_no >= unit_item.first_month then flow.item_value end) as total_flow,
        sum(case when flow.month_no >= unit_item.year_first then flow.item_value end) as year_flow,
        sum(case when flow.period = $period then flow.item_value end) as month_flow,
        sum(case when flow.period = $period and flow.is_earlier then flow.item_value end) as earlier_flow,
        sum(case when flow.period = $previous_period then flow.item_value end) as previous_flow,
        sum(case when flow.period = $last_year_period then flow.item_value end) as last_year_flow
    from unit_item
    left join flow on unit_item.unit_code = flow.unit_code and unit_item.item_no = flow.item_no
    group by unit_item.unit_code, unit_item.item_no
),

member as (
    select
        return_state.unit_code,
        count(recipient.person_id) as member_count
    from ent.return_state as return_state
    left join ent.recipient as recipient
        on return_state.unit_code = recipient.home_unit and recipient.is_member
    where return_state.form = 'pairing' and return_state.is_present
    group by return_state.unit_code
)

select
    unit_item.unit_code,
    unit_item.item_no,
    unit_item.block,
    unit_item.item,
    unit_item.item_unit,
    cast(case when item_month.is_loaded > 0 then coalesce(item_flow.month_flow, 0) end as decimal(18, 2))
        as month_value,
    cast(case when item_month.is_loaded > 0 then coalesce(item_flow.earlier_flow, 0) end as decimal(18, 2))
        as earlier_value,
    cast(case
        when unit_item.year_opening is not null
            then unit_item.year_opening + coalesce(item_flow.year_flow, 0)
        when item_month.year_months = unit_item.this_month - unit_item.year_first + 1
            then coalesce(item_flow.year_flow, 0)
    end as decimal(18, 2)) as year_value,
    -- What no opening can tell of (money given beside auxiliary pairings) is known from the first month on, or not.
    cast(case
        when unit_item.item_no = 8 and item_month.total_months < unit_item.this_month - unit_item.first_month + 1
            then null
        when unit_item.total_opening is not null or item_month.loaded_months > 0
            then coalesce(unit_item.total_opening, 0) + coalesce(item_flow.total_flow, 0)
    end as decimal(18, 2)) as total_value,
    cast(case
        when item_month.is_previous_loaded > 0 then coalesce(item_flow.previous_flow, 0)
    end as decimal(18, 2)) as previous_value,
    cast(case
        when item_month.is_last_year_loaded > 0 then coalesce(item_flow.last_year_flow, 0)
    end as decimal(18, 2)) as last_year_value,
    cast(case
        when unit_item.measure is not null and return_state.is_expected
            then greatest(unit_item.this_month - unit_item.first_month + 1 - item_month.total_months, 0)
    end as bigint) as missing_months,
    case
        when item_month.is_loaded > 0 and unit_item.block = '主结对' and unit_item.item_unit = '人次'
            then member.member_count
    end as member_count
from unit_item
inner join item_month
    on unit_item.unit_code = item_month.unit_code and unit_item.item_no = item_month.item_no
inner join item_flow
    on unit_item.unit_code = item_flow.unit_code and unit_item.item_no = item_flow.item_no
left join member on unit_item.unit_code = member.unit_code
left join ent.return_state as return_state
    on unit_item.unit_code = return_state.unit_code and return_state.form = 'activity'
