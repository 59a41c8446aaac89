/*
id = "return_notice"
kind = "intake"
title = { zh = "报表的提示", en = "What was said last of a return, or of one of its parts, by one rule" }
grain = ["message"]
*/
select notice.message, notice.message_zh, notice.hint, notice.hint_zh, notice.row
from chk.notice as notice
inner join meta.part as part on notice.part_id = part.part_id
where
    notice.rule = $rule and part.unit_code = $unit and part.form = $form and part.period = $period
    and ($part is null or part.part_id = $part)
order by notice.part_id desc
limit 1
