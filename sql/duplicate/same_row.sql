/*
id = "same_row"
kind = "duplicate"
order = 1
title = { zh = "同一行报了两次", en = "The same row twice" }
bridge = { measures = ["对", "辅助对"], item = "same_row" }
grain = ["part_id", "row"]
*/
select * exclude (reason)
from ent.pair_repeat
where reason = 'same_row'
