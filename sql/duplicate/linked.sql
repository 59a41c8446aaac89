/*
id = "linked"
kind = "duplicate"
order = 10
title = { zh = "经认定并为一人", en = "Found to be one person by linking or a decision only" }
grain = ["case_id", "part_id", "row"]
*/
with told as (
    select
        linked.person_id, linked.identity_id, known.is_identified, known.part_id, known.row, p.unit_code,
        case when known.role = 'recipient' then p.recipient_folded else p.helper_folded end as folded_name,
        row_number() over (
            partition by linked.identity_id
            order by known.role = 'recipient' desc, p.unit_code, known.part_id, known.row
        ) as row_place
    from ent.person_link as linked
    inner join ent.mention_known as known on linked.identity_id = known.identity_id
    inner join ent.pair_mention as p on known.part_id = p.part_id and known.row = p.row
    where p.is_current
),

decided as (
    select left_id as identity_id from ent.link_edge where origin = 'decision'
    union
    select right_id as identity_id from ent.link_edge where origin = 'decision'
),

-- One row an identity; the one with a number first, then the oldest.
identity as (
    select
        *,
        row_number() over (partition by person_id order by is_identified desc, identity_id) as place
    from told
    where row_place = 1
)

select
    identity.person_id as case_id,
    identity.unit_code,
    identity.part_id,
    identity.row,
    other.unit_code as other_unit,
    other.part_id as other_part_id,
    other.row as other_row,
    case when decided.identity_id is not null then 'decision' else 'model' end as rule,
    mask(identity.folded_name) as masked_name
from identity
inner join identity as other on identity.person_id = other.person_id and other.place = 1
left join decided on identity.identity_id = decided.identity_id
where identity.place > 1
