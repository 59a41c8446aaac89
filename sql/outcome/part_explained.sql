/*
id = "part_explained"
kind = "outcome"
title = { zh = "文件的读法", en = "Each part of a load as it was understood" }
grain = ["part_id"]
*/
select
    file.path, part.sheet, part.form, part.layout, part.unit_code, part.period, part.header_row, part.part_id,
    part.share, part.filled_date, part.titles, part.rows_read, part.rows_accepted, part.rows_quarantined
from meta.part as part
inner join meta.file as file on part.file_id = file.file_id
where part.load_id = $load_id
order by part.part_id
