/*
id = "return_decision"
kind = "intake"
title = { zh = "对报表的决定", en = "What people have decided on a return, the oldest first" }
grain = ["decided_at"]
*/
select verb, part_id, reason, decided_by, decided_at, until_day
from meta.return_decision
where unit_code = $unit and form = $form and period = $period
order by decision_id
