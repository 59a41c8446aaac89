/*
id = "f02"
kind = "figure"
title = { zh = "帮扶对象", en = "Recipients" }
grain = ["unit_code"]
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
order = 2
source = "out.t01.recipient_count"
forms = ["pairing"]
*/
select
    unit_code,
    recipient_count as value,
    recipient_unverified_count as unidentified_count
from out.t01
where period = $period
