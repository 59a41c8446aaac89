/*
id = "f08"
kind = "figure"
title = { zh = "公益项目", en = "Projects" }
grain = ["unit_code"]
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
order = 8
source = "out.t05.project_count"
forms = ["project"]
*/
select
    unit_code,
    project_count as value,
    0 as unidentified_count
from out.t05
where period = $period
