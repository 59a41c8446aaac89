/*
id = "decided_part"
kind = "intake"
title = { zh = "分册的处理结果", en = "What became of each part of a load, or that a load touched, that does not simply stand" }
grain = ["part_id"]
*/
select
    part.part_id, part.file_id, part.sheet, part.state_reason, coalesce(file.path, '?') as path,
    other.part_id as other_id,
    other.state as other_state
from meta.part as part
left join meta.part as other on part.superseded_by = other.part_id
left join meta.file as file on other.file_id = file.file_id
where part.state_reason is not null and part.share = 1 and (part.load_id = $load_id or other.load_id = $load_id)
order by part.part_id
