/*
id = "joined_edge"
kind = "lookup"
title = { zh = "同一人的身份之间的依据", en = "What joins the identities of one person" }
grain = ["left_id", "right_id"]
*/
select edge.left_id, edge.right_id
from ent.link_edge as edge
semi join ent.person_link as linked
    on
        edge.left_id = linked.identity_id
        and linked.person_id = (select near.person_id from ent.person_link as near where near.identity_id = $start)
where edge.layer = 2
