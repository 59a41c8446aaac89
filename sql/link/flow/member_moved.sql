/*
id = "member_moved"
kind = "link"
title = { zh = "有变动的对象", en = "Members of now or of the month before who didn't simply stay, and where they were counted" }
grain = ["opening_id", "closing_id"]
*/
select opening_id, closing_id, opening_unit, closing_unit, move
from ent.member_move
where move <> 'stayed'
