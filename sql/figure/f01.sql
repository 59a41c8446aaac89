/*
id = "f01"
kind = "figure"
title = { zh = "结对干部", en = "Helpers" }
grain = ["figure_id", "unit_code"]
figure_id = "F01"
label = "结对干部"
unit = "人"
unit_printed = "名"
measure = "stock"
scope = "期末"
scope_en = "at the period's end"
definition_id = "helpers/1"
definition = "期末有在帮主结对的党员干部，按人去重"
definition_en = "Distinct cadres with an active main pairing"
since = "2023-05"
decimals = 1
order = 1
source = "out.t01.helper_count"
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
    'F01' as figure_id,
    counted.unit_code,
    cast(counted.helper_count as decimal(18, 2)) as value,
    counted.helper_unverified_count as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from out.t01 as counted
left join quarantine on counted.unit_code = quarantine.row_code
where counted.period = $period
