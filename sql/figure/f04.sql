/*
id = "f04"
kind = "figure"
title = { zh = "走访探视", en = "Visits" }
grain = ["figure_id", "unit_code"]
figure_id = "F04"
label = "走访探视"
unit = "人次"
unit_printed = "人次"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "visits/1"
definition = "主结对的走访探视人次，期初累计加其后已上报各月"
definition_en = "Person-times of visits in main pairings: opening plus the months loaded since"
since = "2023-05"
decimals = 1
order = 4
source = "out.t03.total_value"
forms = ["activity"]
*/
with quarantine as (
    select
        unit_scope.row_code,
        sum(quarantined.row_count) as quarantined_count
    from ent.quarantined as quarantined
    inner join ent.unit_scope as unit_scope on quarantined.unit_code = unit_scope.unit_code
    where quarantined.form = 'activity'
    group by unit_scope.row_code
)

select
    'F04' as figure_id,
    counted.unit_code,
    cast(counted.total_value as decimal(18, 2)) as value,
    cast(0 as bigint) as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from out.t03 as counted
left join quarantine on counted.unit_code = quarantine.row_code
where
    counted.period = $period
    and counted.item_no = 2
