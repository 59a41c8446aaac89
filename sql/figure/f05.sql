/*
id = "f05"
kind = "figure"
title = { zh = "帮办实事", en = "Deeds" }
grain = ["figure_id", "unit_code"]
figure_id = "F05"
label = "帮办实事"
unit = "件"
unit_printed = "件"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "deeds/1"
definition = "主结对的帮办实事件数，不含解决实际困难，期初累计加其后已上报各月"
definition_en = "Matters done in main pairings, solved difficulties not included: opening plus the months loaded since"
since = "2023-05"
decimals = 1
order = 5
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
    'F05' as figure_id,
    counted.unit_code,
    cast(counted.total_value as decimal(18, 2)) as value,
    cast(0 as bigint) as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from out.t03 as counted
left join quarantine on counted.unit_code = quarantine.row_code
where
    counted.period = $period
    and counted.item_no = 5
