/*
id = "f09"
kind = "figure"
title = { zh = "辅助结对对象", en = "Recipients in auxiliary pairings" }
grain = ["unit_code"]
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
order = 9
source = "out.t05.auxiliary_count"
forms = ["pairing"]
*/
select
    unit_code,
    auxiliary_count as value,
    auxiliary_unverified_count as unidentified_count
from out.t05
where period = $period
