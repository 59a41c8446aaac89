/*
id = "f07"
kind = "figure"
title = { zh = "募集资金", en = "Money raised" }
grain = ["unit_code"]
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
order = 7
source = "out.t05.raised_total_yuan"
forms = ["fund_entry"]
*/
select
    unit_code,
    raised_total_yuan as value,
    0 as unidentified_count,
    raised_month_yuan as month_value
from out.t05
where period = $period
