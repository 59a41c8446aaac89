/*
id = "f04"
kind = "figure"
title = { zh = "走访探视", en = "Visits" }
grain = ["unit_code"]
figure_id = "F04"
label = "走访探视"
unit = "人次"
unit_printed = "人次"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "visits/1"
definition = "主结对的走访探视人次，期初累计加其后已上报各月"
definition_en = "Person-times of visits in main pairings: opening plus the months loaded since"
since = "2023-05"
order = 4
source = "out.t03.total_value"
item = "2"
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
    and item_no = 2
