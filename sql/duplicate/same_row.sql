/*
id = "same_row"
kind = "duplicate"
order = 1
title = { zh = "同一行报了两次", en = "The same row twice" }
bridge = { measures = ["对", "辅助对"], item = "same_row" }
grain = ["part_id", "row"]
*/
select
    concat_ws(' ', removed.part_id, removed.row) as case_id,
    removed.unit_code,
    removed.part_id,
    removed.row,
    removed.survivor_unit as other_unit,
    removed.survivor_part_id as other_part_id,
    removed.survivor_row as other_row,
    removed.rule,
    mask(p.recipient_folded) as masked_name
from ent.pair_removed as removed
inner join ent.pair_mention as p on removed.part_id = p.part_id and removed.row = p.row
where removed.reason = 'same_row'
