/*
id = "leaf_sum"
kind = "trace"
title = { zh = "来源之和", en = "What the leaves of each cell add up to, what is counted and what that is divided by" }
grain = ["cell_no", "role"]
*/
select cell_no, role, cast(sum(amount) as decimal(18, 2)) as amount
from ent.trace_leaf
where state in ('counted', 'opening', 'published', 'missing')
group by cell_no, role
