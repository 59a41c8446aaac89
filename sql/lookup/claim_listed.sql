/*
id = "claim_listed"
kind = "lookup"
title = { zh = "待核定的归属", en = "The claims of one unit's people, or of all" }
grain = ["recipient_id", "unit_code"]
*/
select *
from ent.review_case
where $unit is null or recipient_id in (select own.recipient_id from ent.review_case as own where own.unit_code = $unit)
order by place, unit_code
