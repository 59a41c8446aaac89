/*
id = "other_unit"
kind = "duplicate"
order = 3
title = { zh = "同一结对由两个单位上报", en = "The same pair from two units" }
bridge = { measures = ["对", "辅助对"], item = "other_unit" }
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
where removed.reason = 'other_unit'
