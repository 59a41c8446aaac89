/*
id = "f11_year"
kind = "figure"
title = { zh = "资助资金（本年）", en = "Money given this year" }
grain = ["unit_code"]
figure_id = "F11_year"
label = "资助资金（本年）"
unit = "元"
unit_printed = "元"
measure = "cumulative"
scope = "本年累计"
scope_en = "since the first of January"
definition_id = "aid/1"
definition = "主结对的资助资金（含物资折合，公款不计），年初累计加其后已上报各月；没有年初累计又未逐月上报的不出"
definition_en = "Money given in main pairings this year: year opening plus the months loaded since, or all months of the year"
since = "2023-05"
order = 12
source = "out.t03.year_value"
item = "6"
forms = ["activity"]
*/
select
    unit_code,
    year_value as value,
    0 as unidentified_count
from out.t03
where
    period = $period
    and item_no = 6
