/*
id = "set_aside_row"
kind = "outcome"
title = { zh = "未作数据的行", en = "The rows of a load that are set aside, by part and reason" }
grain = ["part_id", "reason"]
*/
select part_id, reason, list(row order by row) as set_aside_rows
from raw.set_aside
where part_id in (select part.part_id from meta.part as part where part.load_id = $load_id)
group by all
order by part_id, min(row)
