/*
id = "returned_part"
kind = "intake"
title = { zh = "拟退回修改的报表", en = "A part that somebody sends back: its sheet's first one, whose it is, and whether it counts" }
grain = ["part_id"]
uses = ["sheet_part"]
*/
select
    part.part_id,
    part.version,
    part.unit_code,
    unit.name as unit_name,
    part.form,
    part.period,
    part.state,
    file.path,
    part.received_date,
    part.part_id in (select counting.part_id from meta.accepted_part as counting) as is_counting
from sheet_part
inner join meta.part as part on sheet_part.first_id = part.part_id
inner join meta.unit as unit on part.unit_code = unit.unit_code
inner join meta.file as file on part.file_id = file.file_id
where sheet_part.part_id = $part
