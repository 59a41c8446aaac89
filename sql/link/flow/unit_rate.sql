/*
id = "unit_rate"
kind = "link"
title = { zh = "单位的月度水平", en = "What each area unit did this month, set against its own past months and against the other units" }
grain = ["unit_code", "measure"]
*/
-- Counts are compared as logarithms of rates per recipient: twice as many weighs as much as half as many.
-- `scale` is what one unit of noise is: a telephone call, a hundred yuan, a donation of ten thousand.
with measure as (
    select *
    from (
        values
        ('联系交流', 'activity', 1), ('走访探视', 'activity', 1), ('帮办实事', 'activity', 1),
        ('资助资金', 'activity', 100), ('募集资金', 'fund_entry', 10000), ('新增结对', 'pairing', 1),
        ('终止结对', 'pairing', 1)
    ) as v (measure, form, scale)
),

member as (
    select home_unit as unit_code, count(*) as member_count
    from ent.recipient
    where is_member
    group by home_unit
),

-- A unit that did nothing at all is another question's.
active as (
    select distinct unit_code
    from ent.activity
    where period = $period
),

-- Endings of past months needn't stand in a ledger any more: they have peers only.
loaded as (
    select used.unit_code, measure.measure, measure.form, measure.scale, used.period, min(used.part_id) as part_id
    from ent.part_used as used
    inner join ent.unit_row as unit_row on used.unit_code = unit_row.row_code and unit_row.level = 'area'
    inner join measure on used.form = measure.form
    where
        used.period >= strftime($period_start - to_months(12), '%Y-%m')
        and (measure.measure <> '终止结对' or used.period = $period)
        and (measure.form <> 'activity' or used.period <> $period or used.unit_code in (select unit_code from active))
    group by all
),

activity_sum as (
    select
        unit_code, period, activity_kind, sum(person_times) as person_times, sum(matter_count) as matter_count,
        sum(amount_yuan) as amount_yuan
    from ent.activity
    where is_counted and pair_kind = '主结对'
    group by unit_code, period, activity_kind
),

new_pair as (
    select unit_code, date_trunc('month', start_date) as month, count(*) as pair_count
    from ent.pair
    where start_date between $period_start - to_months(12) and $as_of and pair_kind = '主结对' and is_counted
    group by all
),

found as (
    select
        unit_code, period, activity_kind as measure,
        if(activity_kind = '帮办实事', matter_count, person_times) as found_value
    from activity_sum
    where activity_kind in ('联系交流', '走访探视', '帮办实事')
    union all
    select unit_code, period, '资助资金', sum(amount_yuan) from activity_sum group by unit_code, period
    union all
    select unit_code, period, '募集资金', sum(amount_yuan)
    from ent.fund_entry
    where direction = '募集'
    group by unit_code, period
    union all
    select unit_code, strftime(month, '%Y-%m'), '新增结对', pair_count
    from new_pair
    union all
    select unit_code, $period, '终止结对', count(*)
    from ent.pair
    where status = '终止' and end_date between $period_start and $as_of and pair_kind = '主结对' and is_counted
    group by unit_code
),

rated as (
    select
        loaded.*, member.member_count, coalesce(found.found_value, 0) as found_value,
        ln((coalesce(found.found_value, 0) / loaded.scale + 0.5) / member.member_count) as log_rate
    from loaded
    inner join member on loaded.unit_code = member.unit_code
    left join found
        on
            loaded.unit_code = found.unit_code and loaded.measure = found.measure and loaded.period = found.period
),

every_unit as (
    select measure, period, median(log_rate) as middle, mad(log_rate) as spread
    from rated
    group by measure, period
    having count(*) >= $outlier_peers
),

-- What moves all units at once (a festival) is no unit's own doing.
centred as (
    select
        rated.*, every_unit.middle, every_unit.spread,
        rated.log_rate - coalesce(every_unit.middle, 0) as distance
    from rated
    left join every_unit on rated.measure = every_unit.measure and rated.period = every_unit.period
),

past as (
    select unit_code, measure, median(distance) as middle, mad(distance) as spread
    from centred
    where period < $period
    group by unit_code, measure
    having count(*) >= $outlier_past_months
),

-- The unit in which the provincial total is printed: below 1万 one, from 1万 a tenth of 万, from 1亿 a tenth of 亿.
province as (
    select
        total.measure,
        case when total.value >= 1e8 then 1e7 when total.value >= 1e4 then 1e3 else 1 end as printed_unit
    from (
        select measure, sum(value) as value
        from (
            select measure, found_value as value from rated where measure not in ('新增结对', '终止结对')
            union all
            select measure, value from ent.opening where scope = '启动以来累计'
            union all
            select unnest(['新增结对', '终止结对']), member_count from member
        ) as part
        group by measure
    ) as total
),

expected as (
    select
        centred.*,
        exp(past.middle + coalesce(centred.middle, 0)) * centred.member_count as past_level,
        exp(centred.middle) * centred.member_count as peer_level,
        past.spread as past_spread,
        centred.distance - past.middle as past_distance
    from centred
    left join past on centred.unit_code = past.unit_code and centred.measure = past.measure
    where centred.period = $period
),

-- 1.4826 × MAD is what a normal distribution's standard deviation would be; chance adds 1 / expected count.
scored as (
    select
        *,
        past_distance
        / sqrt(power(1.4826 * past_spread, 2) + power($outlier_spread, 2) + 1 / greatest(past_level, 0.5)) as past_z,
        distance / sqrt(power(1.4826 * spread, 2) + power($outlier_spread, 2) + 1 / greatest(peer_level, 0.5)) as peer_z
    from expected
),

judged as (
    select
        scored.*,
        coalesce(abs(past_z) >= abs(peer_z), past_z is not null) as is_by_past,
        province.printed_unit
    from scored
    left join province on scored.measure = province.measure
),

levelled as (
    select
        unit_code, part_id, form, measure, found_value, is_by_past, printed_unit, past_z,
        if(spread is null, null, peer_z) as peer_z,
        if(past_level is null, null, greatest(past_level - 0.5, 0) * scale) as past_value,
        if(spread is null, null, greatest(peer_level - 0.5, 0) * scale) as peer_value
    from judged
),

weighed as (
    select
        unit_code, part_id, form, measure,
        cast(found_value as decimal(18, 2)) as found_value,
        try_cast(past_value as decimal(18, 0)) as past_value,
        try_cast(peer_value as decimal(18, 0)) as peer_value,
        try_cast(if(is_by_past, past_z, peer_z) as decimal(9, 1)) as z,
        try_cast(found_value - if(is_by_past, past_value, peer_value) as decimal(18, 2)) as difference,
        cast(printed_unit / 2 as decimal(18, 2)) as least_difference
    from levelled
),

marked as (
    select
        *,
        abs(z) > $outlier_z
        or (abs(z) > $outlier_effect_z and abs(difference) >= least_difference) as is_outlier
    from weighed
)

select
    *,
    cast(
        case
            when is_outlier
                then row_number() over (
                    partition by is_outlier
                    order by abs(difference) / least_difference desc, unit_code, measure
                )
        end as integer
    ) as place
from marked
