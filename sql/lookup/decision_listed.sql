/*
id = "decision_listed"
kind = "lookup"
title = { zh = "全部核定", en = "Every decision by its number, by keys alone" }
grain = ["decision_id"]
*/
select
    decision_id, kind, left_id, right_id, verdict, unit_code, period,
    decided_by, decided_at, withdrawn_by, withdrawn_at
from meta.decision
order by decision_id
