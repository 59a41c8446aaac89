/*
id = "f09"
kind = "figure"
title = { zh = "辅助结对对象", en = "Recipients in auxiliary pairings" }
grain = ["figure_id", "unit_code"]
figure_id = "F09"
label = "辅助结对对象"
unit = "人"
unit_printed = "名"
measure = "stock"
scope = "期末"
scope_en = "at the period's end"
definition_id = "auxiliary/1"
definition = "期末有在帮辅助结对的帮扶对象，按人去重"
definition_en = "Distinct recipients in active auxiliary pairings"
since = "2023-05"
decimals = 1
order = 9
source = "out.t05.auxiliary_count"
forms = ["pairing"]
*/
with quarantine as (
    select
        unit_scope.row_code,
        sum(quarantined.row_count) as quarantined_count
    from ent.quarantined as quarantined
    inner join ent.unit_scope as unit_scope on quarantined.unit_code = unit_scope.unit_code
    where quarantined.form = 'pairing'
    group by unit_scope.row_code
)

select
    'F09' as figure_id,
    counted.unit_code,
    cast(counted.auxiliary_count as decimal(18, 2)) as value,
    counted.auxiliary_unverified_count as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from out.t05 as counted
left join quarantine on counted.unit_code = quarantine.row_code
where counted.period = $period
