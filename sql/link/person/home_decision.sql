/*
id = "home_decision"
kind = "link"
title = { zh = "核定的归属", en = "The home unit that people have decided for a person: the newest word on any of the person's identities" }
grain = ["recipient_id"]
*/
select
    coalesce(linked.person_id, decision.left_id) as recipient_id,
    decision.verdict as unit_code
from meta.decision as decision
left join ent.person_link as linked on decision.left_id = linked.identity_id
-- A later word that denies this home takes it back.
anti join meta.decision as denial
    on
        decision.left_id = denial.left_id and decision.verdict = denial.verdict
        and decision.decision_id < denial.decision_id and denial.withdrawn_at is null
        and decision_kind(denial.kind).home <> 'given'
where decision_kind(decision.kind).home = 'given' and decision.withdrawn_at is null
qualify
    row_number() over (
        partition by coalesce(linked.person_id, decision.left_id)
        order by decision.decision_id desc
    ) = 1
