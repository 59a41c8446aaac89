/*
id = "link_key"
kind = "link"
title = { zh = "比对分组", en = "Who shares a blocking key with somebody without a number; a block too large to tell anything is left out" }
grain = ["rule_no", "key", "identity_id"]
*/
with wanted as (
    select distinct unnest(keys) as key
    from ent.link_open
),

-- Worked out before the keys, several of which ask for them.
told as (
    select
        mention.*,
        compared_birth(birth_date, id_number, id_text) as compared_birth_date,
        compared_id(id_number, id_text) as compared_number
    from ent.link_mention as mention
),

keyed as (
    select
        part_id,
        row,
        role,
        unnest(link_keys(
            role, unit_code, folded_name, compared_birth_date, phone, partner, compared_number, township, village,
            employer
        )) as key,
        unnest(range(1, 11)) as rule_no
    from told
),

found as (
    select distinct
        cast(keyed.rule_no as integer) as rule_no, keyed.key, keyed.role,
        known.identity_id, not known.is_identified as is_open
    from keyed
    semi join wanted on keyed.key = wanted.key
    inner join ent.mention_known as known
        on keyed.part_id = known.part_id and keyed.row = known.row and keyed.role = known.role
)

select
    rule_no, key, role, identity_id, is_open,
    cast(count(*) over (partition by rule_no, key) as integer) as block_size
from found
qualify count(*) over (partition by rule_no, key) > 1
