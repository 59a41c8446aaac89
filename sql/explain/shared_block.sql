/*
id = "shared_block"
kind = "explain"
title = { zh = "两人共有的分组", en = "The blocks that two identities share, and which of them are left out as too large" }
grain = ["rule_no", "key"]
*/
with keyed as (
    select distinct
        known.identity_id,
        unnest(link_keys(
            told.role, told.unit_code, told.folded_name,
            compared_birth(told.birth_date, told.id_number, told.id_text), told.phone, told.partner,
            compared_id(told.id_number, told.id_text), told.township, told.village, told.employer
        )) as key,
        cast(unnest(range(1, 11)) as integer) as rule_no
    from ent.link_mention as told
    inner join ent.mention_known as known
        on told.part_id = known.part_id and told.row = known.row and told.role = known.role
    where told.role = $role and known.identity_id in ($left_id, $right_id)
),

common as (
    select rule_no, key
    from keyed
    where key is not null
    group by rule_no, key
    having count(*) = 2
)

select
    common.rule_no,
    common.key,
    cast(max(block.block_size) as integer) as block_size,
    coalesce(max(block.block_size) > max(limits.most_in_block), false) as is_too_large
from common
-- Where neither is without a number nobody has made a block of them.
left join ent.link_key as block on common.rule_no = block.rule_no and common.key = block.key
cross join ent.link_limit as limits
group by common.rule_no, common.key
