/*
id = "refused_sheet"
kind = "outcome"
title = { zh = "被拒收的工作表", en = "Sheets, and units in them, that were refused while others of the file were taken in" }
grain = ["file_id", "sheet", "message"]
*/
select
    notice.file_id, notice.sheet, notice.rule, notice.message, notice.message_zh, notice.hint, notice.hint_zh
from chk.notice as notice
inner join meta.file as file on notice.file_id = file.file_id
where file.load_id = $load_id and notice.rule in ('R907', 'R908')
order by all
