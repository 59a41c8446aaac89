/*
id = "pair_survivor"
kind = "link"
is_view = true
title = { zh = "核定的结对行", en = "Current rows of pairs and of recipients waiting, duplicates gone" }
grain = ["part_id", "row"]
*/
select pair_mention.*
from ent.pair_mention as pair_mention
left join ent.pair_rank as ranked on pair_mention.part_id = ranked.part_id and pair_mention.row = ranked.row
where pair_mention.is_current and not pair_mention.is_quarantined and (ranked.place is null or ranked.place = 1)
