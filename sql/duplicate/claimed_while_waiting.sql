/*
id = "claimed_while_waiting"
kind = "duplicate"
order = 6
title = { zh = "一地待结对、另一地在帮", en = "Waiting for a helper in one unit and paired in another" }
grain = ["case_id", "unit_code"]
*/
select
    side.* exclude (claim_kind, is_home, is_decided),
    case when side.is_home then 'home' when side.is_decided then 'decision' else 'paired_first' end as rule
from ent.claim_side as side
where side.claim_kind = 'waiting'
