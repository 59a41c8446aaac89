/*
id = "review_count"
kind = "lookup"
title = { zh = "待核定和已核定的数", en = "What is open and what was decided, by whom" }
grain = ["item", "what", "decided_by"]
*/
select 'open_pair' as item, reason as what, '' as decided_by, count(*) as item_count
from ent.review_pair
group by reason
union all
select 'open_case' as item, '' as what, '' as decided_by, count(distinct recipient_id) as item_count
from ent.review_case
having count(*) > 0
union all
select 'decided' as item, decision.verdict as what, decision.decided_by, count(*) as item_count
from meta.decision as decision
semi join ent.decision_standing as standing on decision.decision_id = standing.decision_no
where decision.kind = 'person'
group by decision.verdict, decision.decided_by
union all
select 'decided' as item, decision.kind as what, decision.decided_by, count(*) as item_count
from meta.decision as decision
semi join ent.decision_standing as standing on decision.decision_id = standing.decision_no
where decision.kind <> 'person'
group by decision.kind, decision.decided_by
union all
select 'withdrawn' as item, '' as what, withdrawn_by as decided_by, count(*) as item_count
from meta.decision
where withdrawn_at is not null
group by withdrawn_by
union all
select change as item, before_id || ' → ' || after_id as what, '' as decided_by, identity_count as item_count
from ent.person_change
