/*
id = "waiting_part"
kind = "intake"
title = { zh = "待核定的分册", en = "Parts of the returns in `judged_return` that wait until somebody says what they are" }
grain = ["part_id"]
*/
select
    part.unit_code, unit.name, part.form, part.period,
    part.state_reason, part.part_id, other.part_id as other_id,
    coalesce(other.state = 'accepted', false) as is_provisional, coalesce(file.path, '?') as path
from meta.part as part
semi join judged_return as judged
    on part.unit_code = judged.unit_code and part.form = judged.form and part.period = judged.period
inner join meta.unit as unit on part.unit_code = unit.unit_code
left join meta.part as other on part.superseded_by = other.part_id
left join meta.file as file on other.file_id = file.file_id
where part.state = 'held' and part.share = 1
order by part.period, part.unit_code, part.form, part.part_id
