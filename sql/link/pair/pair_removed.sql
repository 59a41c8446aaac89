/*
id = "pair_removed"
kind = "link"
is_view = true
title = { zh = "去重的结对行", en = "Rows that did not survive, with the reason and the unit whose row did" }
grain = ["part_id", "row"]
*/
select
    part_id,
    row,
    unit_code,
    pair_kind,
    status = '在帮' as is_active,
    reason,
    rule,
    survivor_unit,
    survivor_part_id,
    survivor_row,
    is_local
from ent.pair_rank
where place > 1
