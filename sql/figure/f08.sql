/*
id = "f08"
kind = "figure"
title = { zh = "公益项目", en = "Projects" }
grain = ["figure_id", "unit_code"]
figure_id = "F08"
label = "公益项目"
unit = "个"
unit_printed = "个"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "projects/1"
definition = "启动以来实施中或已完成过的公益项目，按单位和项目编号去重，省级编号全省去重"
definition_en = "Projects ever running or finished, by unit and code, provincial codes once in the province"
since = "2023-05"
decimals = 1
order = 8
source = "out.t05.project_count"
forms = ["project"]
*/
with quarantine as (
    select
        unit_scope.row_code,
        sum(quarantined.row_count) as quarantined_count
    from ent.quarantined as quarantined
    inner join ent.unit_scope as unit_scope on quarantined.unit_code = unit_scope.unit_code
    where quarantined.form = 'project'
    group by unit_scope.row_code
)

select
    'F08' as figure_id,
    counted.unit_code,
    cast(counted.project_count as decimal(18, 2)) as value,
    cast(0 as bigint) as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from out.t05 as counted
left join quarantine on counted.unit_code = quarantine.row_code
where counted.period = $period
