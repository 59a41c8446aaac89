/*
id = "mended_cell"
kind = "outcome"
title = { zh = "修复的单元格", en = "The repairs of a load by part, rule and field" }
grain = ["part_id", "rule", "field"]
*/
select part_id, rule, field, rows
from chk.fix
where part_id in (select part.part_id from meta.part as part where part.load_id = $load_id)
order by part_id, rule, field
