/*
id = "withdrawn_notice"
kind = "intake"
title = { zh = "撤回后又报送的内容", en = "What a load brought again though it was withdrawn" }
grain = ["path", "sheet", "message"]
*/
select
    file.path, notice.sheet, notice.message, notice.message_zh, notice.hint, notice.hint_zh
from chk.notice as notice
inner join meta.file as file on notice.file_id = file.file_id
where file.load_id = $load_id and notice.rule = 'R910'
order by all
