/*
id = "f11"
kind = "figure"
title = { zh = "资助资金", en = "Money given" }
grain = ["unit_code"]
figure_id = "F11"
label = "资助资金"
unit = "元"
unit_printed = "元"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "aid/1"
definition = "主结对的资助资金（含物资折合，公款不计），期初累计加其后已上报各月"
definition_en = "Money given in main pairings, goods at their value, public money never: opening plus the months loaded since"
since = "2023-05"
order = 11
source = "out.t03.total_value"
item = "6"
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
    and item_no = 6
