/*
id = "f02"
kind = "figure"
title = { zh = "帮扶对象", en = "Recipients" }
grain = ["figure_id", "unit_code"]
figure_id = "F02"
label = "帮扶对象"
unit = "人"
unit_printed = "名"
measure = "stock"
scope = "期末"
scope_en = "at the period's end"
definition_id = "recipients/1"
definition = "期末主结对帮扶对象，按人去重，含结对人变动后待更换不满两个月的"
definition_en = "Distinct recipients in active main pairings, those awaiting a new helper for less than two months included"
since = "2023-05"
decimals = 1
order = 2
source = "out.t01.recipient_count"
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
    'F02' as figure_id,
    counted.unit_code,
    cast(counted.recipient_count as decimal(18, 2)) as value,
    counted.recipient_unverified_count as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from out.t01 as counted
left join quarantine on counted.unit_code = quarantine.row_code
where counted.period = $period
