/*
id = "mention_evidence"
kind = "explain"
title = { zh = "人员记录的认定依据", en = "By what each mention is who it is: its number and how that was read, or what stands for one, and what joined it to others" }
grain = ["part_id", "row", "role"]
*/
with told as (
    select
        row_told.part_id, row_told.row, 'recipient' as role, row_told.recipient_text as id_text,
        row_told.disability_certificate
    from ent.pair_row as row_told
    union all
    select
        row_told.part_id, row_told.row, 'helper' as role, row_told.helper_text as id_text,
        cast(null as varchar) as disability_certificate
    from ent.pair_row as row_told
),

touched as (
    select identity_id, bool_or(origin = 'decision') as is_decided
    from (
        select left_id as identity_id, origin from ent.link_edge
        union all
        select right_id as identity_id, origin from ent.link_edge
    ) as edge
    group by identity_id
)

select
    identity.part_id,
    identity.row,
    identity.role,
    known.identity_id,
    coalesce(linked.person_id, known.identity_id) as person_id,
    case
        when identity.id_number is not null
            then case
                when regexp_full_match(told.id_text, '[0-9]{15}') then 'old_number'
                when upper(told.id_text) = identity.id_number then 'number'
                when repaired_id(told.id_text) = identity.id_number then 'look_alike'
                when certified_id(told.disability_certificate) = identity.id_number then 'certificate'
                else 'number'
            end
        when starts_with(identity.evidence, 'number ') then 'text'
        when starts_with(identity.evidence, 'own number ') then 'own_number'
        else regexp_extract(identity.evidence, '^[a-z]+')
    end as evidence,
    identity.id_number is not null as has_number,
    -- It carries a valid number that somebody else keeps.
    identity.id_number is null and identity.stated_number is not null as is_number_lost,
    case
        when not coalesce(linked.is_joined, false) then null
        when touched.is_decided then 'decision'
        else 'model'
    end as joined_by,
    coalesce(linked.is_identified, known.is_identified) as is_identified
from ent.mention_identity as identity
inner join ent.mention_known as known
    on identity.part_id = known.part_id and identity.row = known.row and identity.role = known.role
inner join told on identity.part_id = told.part_id and identity.row = told.row and identity.role = told.role
left join ent.person_link as linked on known.identity_id = linked.identity_id
left join touched on known.identity_id = touched.identity_id
