/*
id = "shifted_finding"
kind = "intake"
title = { zh = "数据整体错列", en = "Rows whose values stand beside their titles, as findings" }
grain = ["part_id", "row"]
*/
select
    part_id,
    row,
    cast($rule as varchar) as rule,
    title as detail,
    json_object('value_count', value_count, 'title_count', title_count) as facts
from shifted_row
