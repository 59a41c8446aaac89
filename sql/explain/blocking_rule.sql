/*
id = "blocking_rule"
kind = "explain"
title = { zh = "比对分组情况", en = "What each blocking rule brings together, and what it leaves out as too large to tell anything" }
grain = ["rule_no"]
*/
with rule as (
    select cast(unnest(range(1, 11)) as integer) as rule_no
),

block as (
    select
        rule_no, key, max(block_size) as block_size, count(*) filter (is_open) as open_count,
        max(block_size) <= (select limits.most_in_block from ent.link_limit as limits) as is_used
    from ent.link_key
    group by rule_no, key
),

-- Of a block, the pairs with somebody without a number: the others are never asked about.
counted as (
    select
        rule_no,
        count(*) filter (is_used) as block_count,
        max(block_size) filter (is_used) as largest_count,
        count(*) filter (not is_used) as left_block_count,
        sum(open_count * (block_size - open_count) + open_count * (open_count - 1) // 2) filter (not is_used)
            as left_pair_count
    from block
    group by rule_no
),

member as (
    select rule_no, count(distinct identity_id) as record_count
    from ent.link_key
    where block_size <= (select limits.most_in_block from ent.link_limit as limits)
    group by rule_no
),

pair as (
    select
        rule.rule_no,
        count(*) as pair_count,
        count(*) filter (candidate.rules & ((1 << (rule.rule_no - 1)) - 1) = 0) as new_pair_count
    from rule
    inner join ent.link_candidate as candidate on candidate.rules & (1 << (rule.rule_no - 1)) <> 0
    group by rule.rule_no
)

select
    rule.rule_no,
    cast(coalesce(counted.block_count, 0) as bigint) as block_count,
    cast(coalesce(counted.largest_count, 0) as bigint) as largest_count,
    cast(coalesce(member.record_count, 0) as bigint) as record_count,
    cast(coalesce(pair.pair_count, 0) as bigint) as pair_count,
    cast(coalesce(pair.new_pair_count, 0) as bigint) as new_pair_count,
    cast(coalesce(counted.left_block_count, 0) as bigint) as left_block_count,
    cast(coalesce(counted.left_pair_count, 0) as bigint) as left_pair_count
from rule
left join counted on rule.rule_no = counted.rule_no
left join member on rule.rule_no = member.rule_no
left join pair on rule.rule_no = pair.rule_no
