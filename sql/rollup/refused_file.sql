/*
id = "refused_file"
kind = "rollup"
title = { zh = "未能读入的文件", en = "Files that the newest load could not read" }
grain = ["path"]
order_by = ["path"]
forms = []
internal = true
*/
select distinct file.path
from meta.file as file
where
    file.status = 'refused'
    and file.load_id = (select max(load.load_id) from meta.load as load)
