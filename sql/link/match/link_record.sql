/*
id = "link_record"
kind = "link"
title = { zh = "比对用的人员特征", en = "What is compared of each identity in a candidate pair: its newest row, and all its partners and returns" }
grain = ["record_id"]
*/
with wanted as (
    select role, left_id as identity_id from ent.link_candidate
    union
    select role, right_id as identity_id from ent.link_candidate
),

-- Materialized, so that a join sees how few they are: told as many as all mentions, it would sort those.
compared as materialized (
    select known.part_id, known.row, known.role, known.identity_id, known.is_identified
    from ent.mention_known as known
    semi join wanted on known.identity_id = wanted.identity_id and known.role = wanted.role
),

told as (
    select
        compared.identity_id, compared.is_identified, mention.*,
        row_number() over (
            partition by compared.identity_id, compared.role
            -- By what the rows say before where they stand: the order of rows and files decides nothing.
            order by mention.period desc, mention.unit_code, mention.row_hash, mention.part_id, mention.row
        ) as place
    from ent.link_mention as mention
    inner join compared
        on mention.part_id = compared.part_id and mention.row = compared.row and mention.role = compared.role
),

several as (
    select
        identity_id, role,
        list_sort(list(distinct partner) filter (partner is not null)) as partners,
        list_sort(list(distinct unit_code || period)) as returns
    from told
    group by identity_id, role
)

select
    told.identity_id * 2 + cast(told.role = 'helper' as bigint) as record_id,
    told.identity_id,
    told.role,
    told.is_identified,
    told.part_id,
    told.row,
    told.unit_code,
    told.folded_name as name,
    compared_id(told.id_number, told.id_text) as id_number,
    cast(compared_birth(told.birth_date, told.id_number, told.id_text) as varchar) as birth,
    cast(compared_birth(null, told.id_number, told.id_text) as varchar) as number_birth,
    coalesce(told.sex, id_sex(told.id_number)) as sex,
    told.township,
    told.village,
    fold_name(told.guardian_name) as guardian,
    told.phone,
    told.own_number,
    told.employer,
    several.partners,
    several.returns
from told
inner join several on told.identity_id = several.identity_id and told.role = several.role
where told.place = 1
