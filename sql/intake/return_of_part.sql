/*
id = "return_of_part"
kind = "intake"
title = { zh = "分册所属的报表", en = "The return that a part belongs to" }
grain = ["unit_code", "form", "period"]
*/
select part.unit_code, unit.name, part.form, part.period, period.deadline
from meta.part as part
inner join meta.unit as unit on part.unit_code = unit.unit_code
inner join meta.period as period on part.period = period.period
where part.part_id = $part
