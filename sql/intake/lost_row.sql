/*
id = "lost_row"
kind = "intake"
title = { zh = "消失的结对原来的位置", en = "Where the pairs that a return no longer has stood in the one before" }
grain = ["path", "sheet", "row"]
uses = ["pair_before"]
*/
select
    file.path,
    part.sheet,
    pair_before.place.row
from pair_before
inner join meta.part as part on pair_before.place.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
where pair_before.is_lost and pair_before.unit_code = $unit and pair_before.period = $period
order by all
