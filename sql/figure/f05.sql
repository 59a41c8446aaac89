/*
id = "f05"
kind = "figure"
title = { zh = "帮办实事", en = "Deeds" }
grain = ["unit_code"]
figure_id = "F05"
label = "帮办实事"
unit = "件"
unit_printed = "件"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "deeds/1"
definition = "主结对的帮办实事件数，不含解决实际困难，期初累计加其后已上报各月"
definition_en = "Matters done in main pairings, solved difficulties not included: opening plus the months loaded since"
since = "2023-05"
order = 5
source = "out.t03.total_value"
item = "5"
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
    and item_no = 5
