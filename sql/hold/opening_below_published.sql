/*
id = "opening_below_published"
kind = "hold"
title = { zh = "期初低于已公布的累计", en = "Openings below what was rolled up for their last day" }
grain = ["part_id", "row"]
*/
with item as (
    select
        v.item_no,
        v.measure
    from (
        values
        (1, '联系交流'), (2, '走访探视'), (3, '政策宣传落实'), (4, '解决实际困难'), (5, '帮办实事'), (6, '资助资金'),
        (7, '帮助群众')
    ) as v (item_no, measure)
),

published as (
    select activity_item.unit_code, item.measure, activity_item.period, activity_item.total_value as value
    from out.activity_item as activity_item
    inner join item on activity_item.item_no = item.item_no
    union all
    select t05.unit_code, '募集资金' as measure, t05.period, t05.raised_total_yuan as value
    from out.t05 as t05
)

select
    part.part_id,
    part.file_id,
    part.unit_code,
    part.period,
    part.sheet,
    s.row,
    s.measure,
    s.scope,
    s.as_of,
    s.value,
    last_day(cast(published.period || '-01' as date)) as before_as_of,
    published.value as before_value,
    cast(null as integer) as rival_id
from stg.opening as s
inner join meta.part as part on s.part_id = part.part_id
inner join published
    on
        part.unit_code = published.unit_code and s.measure = published.measure
        and last_day(cast(published.period || '-01' as date)) <= s.as_of
where
    list_contains($parts, part.part_id) and part.state = 'accepted' and not s.is_quarantined and s.scope = '启动以来累计'
    -- The first opening of a unit whose months were rolled up on it can't contradict them.
    and published.period < part.period
qualify
    row_number() over (partition by s.part_id, s.row order by published.period desc) = 1
    and s.value < published.value
