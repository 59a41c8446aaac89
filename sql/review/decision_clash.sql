/*
id = "decision_clash"
kind = "review"
title = { zh = "互相矛盾的核定", en = "Decisions that cannot all be true, each contradiction with the shortest chain that leads to it" }
grain = ["left_id", "right_id", "is_new", "decision_no"]
*/
with recursive edge as (
    select decision_no, is_new, left_id as near_id, right_id as far_id
    from ent.decision_standing
    where kind = 'person' and verdict = '同一人'
    union all
    select decision_no, is_new, right_id as near_id, left_id as far_id
    from ent.decision_standing
    where kind = 'person' and verdict = '同一人'
),

joined_home as (
    select *
    from ent.decision_standing
    where decision_kind(kind).home = 'given' and left_id in (select edge.near_id from edge)
),

opposed as (
    -- What cannot be in any case: two answers to one question.
    select
        near.left_id, coalesce(near.right_id, near.left_id) as right_id, true as is_outright,
        near.decision_no as near_no, near.is_new as is_near_new, far.decision_no as far_no, far.is_new as is_far_new
    from ent.decision_standing as near
    inner join ent.decision_standing as far
        on
            near.left_id = far.left_id and near.right_id is not distinct from far.right_id
            and row(near.is_new, near.decision_no) < row(far.is_new, far.decision_no)
            and is_other_answer(near.kind, near.verdict, far.kind, far.verdict)
    union all
    -- What cannot be if both ends are one person: two that are not one, two homes, a home that is denied.
    select left_id, right_id, false as is_outright, decision_no, is_new, decision_no, is_new
    from ent.decision_standing
    where kind = 'person' and verdict = '不是'
    union all
    select near.left_id, far.left_id, false as is_outright, near.decision_no, near.is_new, far.decision_no, far.is_new
    from joined_home as near
    inner join joined_home as far on near.left_id < far.left_id and near.verdict <> far.verdict
    union all
    select near.left_id, far.left_id, false as is_outright, near.decision_no, near.is_new, far.decision_no, far.is_new
    from ent.decision_standing as near
    inner join ent.decision_standing as far
        on near.verdict = far.verdict and decision_kind(far.kind).home = 'denied' and near.left_id <> far.left_id
    where decision_kind(near.kind).home = 'given'
),

component (identity_id, lowest_id) using key (identity_id) as (
    select near_id, least(near_id, min(far_id))
    from edge
    group by near_id
    union
    select edge.near_id, min(component.lowest_id)
    from component
    inner join edge on component.identity_id = edge.far_id
    inner join recurring.component as mine on edge.near_id = mine.identity_id
    where component.lowest_id < mine.lowest_id
    group by edge.near_id
),

-- So many at once: in a large tangle each has to be walked through, and solving one mostly solves others.
clash as (
    select opposed.*, near.lowest_id
    from opposed
    left join component as near on opposed.left_id = near.identity_id
    left join component as far on opposed.right_id = far.identity_id
    where opposed.is_outright or near.lowest_id = far.lowest_id
    order by opposed.left_id, opposed.right_id, opposed.near_no, opposed.far_no, opposed.is_near_new
    limit 1000
),

reached (start_id, identity_id, distance) using key (start_id, identity_id) as (
    select start_id, start_id, 0
    from (
        select left_id as start_id from clash
        union
        select right_id as start_id from clash
    ) as start
    union
    select reached.start_id, edge.far_id, min(reached.distance) + 1
    from reached
    inner join edge on reached.identity_id = edge.near_id
    left join recurring.reached as seen on reached.start_id = seen.start_id and edge.far_id = seen.identity_id
    where seen.start_id is null and reached.distance < 20
    group by reached.start_id, edge.far_id
),

way as (
    select clash.left_id, clash.right_id, clash.lowest_id, reached.distance
    from clash
    left join reached on clash.left_id = reached.start_id and clash.right_id = reached.identity_id
    where not clash.is_outright
),

part as (
    select left_id, right_id, is_near_new as is_new, near_no as decision_no from clash
    union
    select left_id, right_id, is_far_new as is_new, far_no as decision_no from clash
    union
    select way.left_id, way.right_id, edge.is_new, edge.decision_no
    from way
    inner join reached as near on way.left_id = near.start_id
    inner join edge on near.identity_id = edge.near_id
    inner join reached as far on way.right_id = far.start_id and edge.far_id = far.identity_id
    where near.distance + 1 + far.distance = way.distance
    union
    -- A chain of more than twenty isn't looked for: all that hangs together takes part.
    select way.left_id, way.right_id, edge.is_new, edge.decision_no
    from way
    inner join component on way.lowest_id = component.lowest_id
    inner join edge on component.identity_id = edge.near_id
    where way.distance is null
)

select left_id, right_id, is_new, decision_no
from part
