/*
id = "link_limit"
kind = "link"
title = { zh = "比对分组的上限", en = "How large a block may be for this month: as the setting says, less where all pairs together would be too many" }
grain = ["most_in_block"]
*/
with block as (
    select block_size, count(*) filter (is_open) as open_count
    from ent.link_key
    where block_size <= $most_in_block
    group by rule_no, key, block_size
),

-- Pairs with somebody without a number, blocks of one size together: all of them are compared or none.
size as (
    select
        block_size,
        sum(sum(open_count * (block_size - open_count) + open_count * (open_count - 1) // 2))
            over (order by block_size) as pair_count
    from block
    group by block_size
)

select
    cast(
        coalesce(min(block_size) filter (pair_count > $most_pairs) - 1, $most_in_block) as integer
    ) as most_in_block,
    cast(coalesce(max(pair_count) filter (pair_count <= $most_pairs), 0) as bigint) as pair_count,
    cast(coalesce(max(pair_count), 0) as bigint) as wanted_count
from size
