/*
id = "other_unit"
kind = "duplicate"
order = 3
title = { zh = "同一结对由两个单位上报", en = "The same pair from two units" }
bridge = { measures = ["对", "辅助对"], item = "other_unit" }
grain = ["part_id", "row"]
*/
select * exclude (reason)
from ent.pair_repeat
where reason = 'other_unit'
