/*
id = "helpers_with_many_recipients"
kind = "query"
title = { zh = "一名干部结对多人的，按县区", en = "Cadres with many recipients, by county" }
grain = ["unit_code"]

[params.most]
en = "cadres with more recipients than this; else 3"
zh = "结对人数多于此数的，默认 3"
*/
with helper as (
    select
        pair.unit_code,
        pair.helper_id,
        count(distinct pair.recipient_id) as recipient_count
    from stat.pair as pair
    where pair.is_active and pair.is_counted and pair.pair_kind = '主结对' and pair.helper_kind = '党员干部'
    group by pair.unit_code, pair.helper_id
)

select
    unit.row_code as unit_code,
    unit.name as unit_name,
    count(*) as helper_count,
    max(helper.recipient_count) as most_recipients
from helper
inner join stat.unit as unit on helper.unit_code = unit.unit_code and unit.level = 'area'
where helper.recipient_count > coalesce(cast($most as integer), 3)
group by unit.row_code, unit.name
order by unit.row_code
