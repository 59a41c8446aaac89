/*
id = "f01"
kind = "figure"
title = { zh = "结对干部", en = "Helpers" }
grain = ["unit_code"]
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
order = 1
source = "out.t01.helper_count"
forms = ["pairing"]
*/
select
    unit_code,
    helper_count as value,
    helper_unverified_count as unidentified_count
from out.t01
where period = $period
