/*
id = "row_count"
kind = "intake"
title = { zh = "分册的行数", en = "Accepted, quarantined and unidentified rows of each part of a load" }
grain = ["part_id"]
*/
select
    part.part_id,
    count(staged.part_id) filter (not staged.is_quarantined) as rows_accepted,
    count(staged.part_id) filter (staged.is_quarantined) as rows_quarantined,
    count(staged.part_id) filter (not staged.is_quarantined and staged.is_unidentified) as rows_unidentified
from meta.part as part
left join staged on part.part_id = staged.part_id
where part.load_id = $load_id
group by part.part_id
