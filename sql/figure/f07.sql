/*
id = "f07"
kind = "figure"
title = { zh = "募集资金", en = "Money raised" }
grain = ["figure_id", "unit_code"]
figure_id = "F07"
label = "募集资金"
unit = "元"
unit_printed = "元"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "funds/1"
definition = "向外募集的资金，期初累计加其后已上报各月，上级拨入不再计"
definition_en = "Money raised from outside: opening plus the months loaded since; allocations from above are not raised again"
since = "2023-05"
decimals = 1
order = 7
source = "out.t05.raised_total_yuan"
forms = ["fund_entry"]
*/
with quarantine as (
    select
        unit_scope.row_code,
        sum(quarantined.row_count) as quarantined_count
    from ent.quarantined as quarantined
    inner join ent.unit_scope as unit_scope on quarantined.unit_code = unit_scope.unit_code
    where quarantined.form = 'fund_entry'
    group by unit_scope.row_code
)

select
    'F07' as figure_id,
    counted.unit_code,
    cast(counted.raised_total_yuan as decimal(18, 2)) as value,
    cast(0 as bigint) as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from out.t05 as counted
left join quarantine on counted.unit_code = quarantine.row_code
where counted.period = $period
