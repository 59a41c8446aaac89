/*
id = "f03"
kind = "figure"
title = { zh = "联系交流", en = "Contacts" }
grain = ["unit_code"]
figure_id = "F03"
label = "联系交流"
unit = "人次"
unit_printed = "人次"
measure = "cumulative"
scope = "启动以来累计"
scope_en = "cumulative since the programme's start"
definition_id = "contacts/1"
definition = "主结对的联系交流人次，期初累计加其后已上报各月"
definition_en = "Person-times of contact in main pairings: opening plus the months loaded since"
since = "2023-05"
order = 3
source = "out.t03.total_value"
item = "1"
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
    and item_no = 1
