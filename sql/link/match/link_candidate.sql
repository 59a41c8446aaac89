/*
id = "link_candidate"
kind = "link"
title = { zh = "待比对的人员对", en = "Pairs to be compared: at least one without a number, both in one block of any rule" }
grain = ["role", "left_id", "right_id"]
*/
select
    near.role,
    least(near.identity_id, far.identity_id) as left_id,
    greatest(near.identity_id, far.identity_id) as right_id,
    -- The rules that bring them together, one bit each.
    cast(bit_or(1 << (near.rule_no - 1)) as integer) as rules
from ent.link_key as near
inner join ent.link_key as far
    on
        near.rule_no = far.rule_no and near.key = far.key and near.identity_id <> far.identity_id
        and (not far.is_open or near.identity_id < far.identity_id)
where near.is_open and near.block_size <= (select limits.most_in_block from ent.link_limit as limits)
group by near.role, least(near.identity_id, far.identity_id), greatest(near.identity_id, far.identity_id)
