/*
id = "quarantined_row"
kind = "intake"
title = { zh = "隔离行的位置", en = "Where the quarantined rows of a return stand" }
grain = ["path", "sheet", "row"]
*/
select distinct
    file.path,
    part.sheet,
    staged.row
from staged
inner join meta.part as part on staged.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
where part.state = 'accepted' and part.unit_code = $unit and part.form = $form and part.period = $period
order by all
