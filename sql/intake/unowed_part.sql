/*
id = "unowed_part"
kind = "intake"
title = { zh = "不应报送的报表", en = "What a load brought of forms that their units don't send, by sheet and unit" }
grain = ["file_id", "sheet", "unit_code", "form"]
*/
select
    part.file_id, file.path, part.sheet, part.unit_code, part.form, unit.name, unit.reports,
    cast(sum(part.row_count) as bigint) as row_count,
    list(part.part_id) as parts
from meta.part as part
inner join meta.file as file on part.file_id = file.file_id
inner join meta.unit as unit on part.unit_code = unit.unit_code
anti join meta.owes as owes on part.unit_code = owes.unit_code and part.form = owes.form
where part.load_id = $load_id
group by all
order by part.file_id, part.sheet, part.unit_code, part.form
