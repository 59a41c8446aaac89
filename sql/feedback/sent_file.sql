/*
id = "sent_file"
kind = "feedback"
title = { zh = "一个月所报的文件", en = "The files of a month whose returns stand, counting or held, each with whose returns it holds" }
grain = ["file_id"]
*/
select
    file.file_id, file.path, file.sha256, file.original,
    list(distinct part.unit_code order by part.unit_code) as units
from meta.part as part
inner join meta.file as file on part.file_id = file.file_id
where part.period = $period and part.state in ('accepted', 'held')
group by all
order by file.file_id
