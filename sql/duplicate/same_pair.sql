/*
id = "same_pair"
kind = "duplicate"
order = 2
title = { zh = "同一结对在一个单位报了两次", en = "The same pair twice in one unit" }
bridge = { measures = ["对", "辅助对"], item = "same_pair" }
grain = ["part_id", "row"]
*/
select * exclude (reason)
from ent.pair_repeat
where reason = 'same_pair'
