/*
id = "placed_finding"
kind = "outcome"
title = { zh = "问题及其位置", en = "What a load is told, each with its cell and the key of its row" }
grain = ["part_id", "row", "rule", "field"]
*/
select
    finding.*, row_key.key,
    if(finding.row is null, null, column_letters(placed.place) || finding.row) as cell
from finding
left join row_key on finding.part_id = row_key.part_id and finding.row = row_key.row
left join (
    select part_id, field, min(place) as place from meta.part_column group by all
) as placed on finding.part_id = placed.part_id and finding.field = placed.field
order by
    file, sheet nulls first, finding.row nulls first, rule, field nulls first, title nulls first,
    unit nulls first, form nulls first, period nulls first, value nulls first, detail nulls first,
    expected nulls first, difference nulls first, facts nulls first, message nulls first, hint nulls first
