/*
id = "link_component"
kind = "link"
is_scratch = true
title = { zh = "连通的身份", en = "Identities that are connected by the edges of a layer and of the surer ones, each with the lowest of its group" }
grain = ["layer", "identity_id"]
*/
-- A layer holds its own edges and all that are surer.
with recursive layered as (
    select cast(unnest(range(layer, 5)) as integer) as layer, left_id, right_id
    from ent.link_edge
),

edge as (
    select layer, left_id as near_id, right_id as far_id from layered
    union
    select layer, right_id as near_id, left_id as far_id from layered
),

component (layer, identity_id, lowest_id) using key (layer, identity_id) as (
    select layer, near_id, least(near_id, min(far_id))
    from edge
    group by layer, near_id
    union
    select edge.layer, edge.near_id, min(component.lowest_id)
    from component
    inner join edge on component.layer = edge.layer and component.identity_id = edge.far_id
    inner join recurring.component as mine on edge.layer = mine.layer and edge.near_id = mine.identity_id
    where component.lowest_id < mine.lowest_id
    group by edge.layer, edge.near_id
)

select layer, identity_id, lowest_id
from component
