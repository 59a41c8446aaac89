/*
id = "link_verdict"
kind = "link"
title = { zh = "人工核定", en = "What people have decided on pairs of identities, the newest word on each pair, nothing that was withdrawn" }
grain = ["left_id", "right_id"]
*/
select left_id, right_id, verdict
from meta.decision
where kind = 'person' and withdrawn_at is null
qualify row_number() over (partition by left_id, right_id order by decision_id desc) = 1
