/*
id = "f10"
kind = "figure"
title = { zh = "帮助群众", en = "People helped" }
grain = ["unit_code"]
figure_id = "F10"
label = "帮助群众"
unit = "人次"
unit_printed = "人次"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "helped/1"
definition = "辅助结对全部活动的人次，期初累计加其后已上报各月"
definition_en = "Person-times of all activities of auxiliary pairings: opening plus the months loaded since"
since = "2023-05"
order = 10
source = "out.t03.total_value"
item = "7"
forms = ["activity"]
*/
select
    unit_code,
    total_value as value,
    0 as unidentified_count,
    month_value,
    year_value,
    growth_rate,
    yearly_growth_rate
from out.t03
where
    period = $period
    and item_no = 7
