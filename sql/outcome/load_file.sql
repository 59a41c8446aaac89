/*
id = "load_file"
kind = "outcome"
title = { zh = "入库的文件", en = "The files of a load, what became of each, and whether it repeats something" }
grain = ["file_id"]
*/
select
    file.file_id, file.path, file.status, file.what, file.hint,
    list_sort((
        select list(distinct notice.rule) from chk.notice as notice
        where notice.file_id = file.file_id and notice.rule in ('R901', 'R910')
    )) as repeats
from meta.file as file
where file.load_id = $load_id
order by file.path, file.file_id
