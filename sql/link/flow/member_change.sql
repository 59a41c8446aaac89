/*
id = "member_change"
kind = "link"
title = { zh = "对象增减的性质", en = "Whose count changed since the month before otherwise than by being new" }
grain = ["person_id"]
*/
select
    coalesce(closing_id, opening_id) as person_id,
    move
from ent.member_move
where move in ('revised', 'resettled', 'exited', 'withdrawn')
