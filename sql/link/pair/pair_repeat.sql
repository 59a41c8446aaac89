/*
id = "pair_repeat"
kind = "link"
is_view = true
title = { zh = "重复的结对行", en = "Rows that went as duplicates, each beside the row that stays, as the kinds of duplicate list them" }
grain = ["part_id", "row"]
*/
select
    removed.reason,
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
