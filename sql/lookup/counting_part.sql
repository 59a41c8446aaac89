/*
id = "counting_part"
kind = "lookup"
title = { zh = "计入的分册", en = "The parts that count up to a month, with file and sheet" }
grain = ["part_id"]
*/
select part.part_id, unit.name, part.form, part.period, file.path, part.file_id, part.sheet
from meta.accepted_part as part
inner join meta.file as file on part.file_id = file.file_id
inner join meta.unit as unit on part.unit_code = unit.unit_code
where part.period <= $period
order by part.part_id
