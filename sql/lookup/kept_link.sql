/*
id = "kept_link"
kind = "lookup"
title = { zh = "认定为同一人的身份对", en = "What the model joined this month, and what a decision rests on: the next month keeps to it" }
grain = ["left_id", "right_id"]
*/
select
    cast($period as varchar) as period, edge.left_id, edge.right_id,
    coalesce(max(judged.centibits), max(kept.centibits), 0) as centibits
from ent.link_edge as edge
inner join ent.person_link as near on edge.left_id = near.identity_id
inner join ent.person_link as far on edge.right_id = far.identity_id and near.person_id = far.person_id
left join ent.link_judged as judged on edge.left_id = judged.left_id and edge.right_id = judged.right_id
left join meta.link as kept
    on edge.left_id = kept.left_id and edge.right_id = kept.right_id and kept.period < $period
where edge.origin = 'model'
group by edge.left_id, edge.right_id
union all
-- A decision rests on top of it: withdrawn, what stood before stands again.
select cast($period as varchar) as period, kept.left_id, kept.right_id, kept.centibits
from meta.link as kept
semi join ent.link_verdict as verdict on kept.left_id = verdict.left_id and kept.right_id = verdict.right_id
where kept.period in (select linked_before.period from ent.linked_before as linked_before)
