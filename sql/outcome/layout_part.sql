/*
id = "layout_part"
kind = "outcome"
title = { zh = "一种版式的分册", en = "The parts of a month that have one layout" }
grain = ["part_id"]
*/
select part.part_id, part.unit_code, part.form, part.titles
from meta.part as part
inner join ent.part_used as used on part.part_id = used.part_id
where used.period = $period and part.layout = $layout
