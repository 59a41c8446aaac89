/*
id = "link_component"
kind = "link"
is_scratch = true
title = { zh = "连通的身份", en = "Identities that are connected by the edges of a layer and of the surer ones, each with the lowest of its group" }
grain = ["layer", "identity_id"]
*/
-- A layer holds its own edges and all that are surer. A node is an identity in a layer, one number for both: joined
-- by two columns, of which one has four values, the recursion took ninety times as long.
with recursive layered as (
    select left_id * 8 + layer as left_node, right_id * 8 + layer as right_node
    from (select left_id, right_id, unnest(range(layer, 5)) as layer from ent.link_edge) as edge
),

edge as (
    select left_node as near, right_node as far from layered
    union
    select right_node as near, left_node as far from layered
),

component (node, lowest) using key (node) as (
    select near, least(near, min(far))
    from edge
    group by near
    union
    select edge.near, min(component.lowest)
    from component
    inner join edge on component.node = edge.far
    inner join recurring.component as mine on edge.near = mine.node
    where component.lowest < mine.lowest
    group by edge.near
)

select cast(node % 8 as integer) as layer, node // 8 as identity_id, lowest // 8 as lowest_id
from component
