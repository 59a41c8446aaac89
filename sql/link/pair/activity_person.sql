/*
id = "activity_person"
kind = "link"
is_scratch = true
title = { zh = "活动的双方", en = "The helper and the recipient that an activity names, as far as they are known" }
grain = ["activity_id"]
*/
-- Numbered apart: rows with all their columns take three times as long to put in order.
with numbered as (
    select
        part_id, row, activity_kind,
        cast(row_number() over (order by part_id, row, activity_kind) as bigint) as activity_id
    from ent.activity_record
),

-- By a hash, which joins in half the time.
numbered_person as (
    select hash(id_number) as number_hash, person_id
    from ent.number_person
)

select
    numbered.activity_id,
    record.part_id,
    record.row,
    record.unit_code,
    record.period,
    record.activity_date,
    record.first_date,
    record.last_date,
    record.activity_kind, record.person_times, record.matter_count,
    coalesce(record.amount_yuan, 0) as declared_yuan,
    case when record.fund_source = '公款' then 0 else coalesce(record.amount_yuan, 0) end as amount_yuan,
    record.helper_folded, record.recipient_folded, record.content_hash,
    -- A number means the person who keeps it, unless the name here is another's who carries it too.
    coalesce(
        case
            when helper_holder.is_fitting and helper_holder.folded_name = record.helper_folded
                then helper_numbered.person_id
        end,
        helper_texted.person_id, helper_numbered.person_id
    ) as helper_id,
    coalesce(
        case
            when
                recipient_holder.id_number is null
                or (recipient_holder.is_fitting and recipient_holder.folded_name = record.recipient_folded)
                then recipient_numbered.person_id
        end,
        recipient_texted.person_id, recipient_own.person_id, recipient_numbered.person_id
    ) as recipient_id,
    record.helper_id_text,
    record.recipient_id_text,
    -- A number that was refused says as little as none.
    record.recipient_id is not null as has_recipient_number
from ent.activity_record as record
inner join numbered
    on
        record.part_id = numbered.part_id and record.row = numbered.row
        and record.activity_kind is not distinct from numbered.activity_kind
left join numbered_person as helper_numbered on hash(record.helper_id) = helper_numbered.number_hash
left join numbered_person as recipient_numbered on hash(record.recipient_id) = recipient_numbered.number_hash
left join ent.number_holder as helper_holder on record.helper_id = helper_holder.id_number
left join ent.number_holder as recipient_holder on record.recipient_id = recipient_holder.id_number
left join ent.alias as helper_texted
    on
        helper_texted.kind = 'text and name' and record.unit_code = helper_texted.unit_code
        and record.helper_id_text = helper_texted.number and record.helper_folded = helper_texted.folded_name
left join ent.alias as recipient_texted
    on
        recipient_texted.kind = 'text and name' and record.unit_code = recipient_texted.unit_code
        and record.recipient_id_text = recipient_texted.number
        and record.recipient_folded = recipient_texted.folded_name
left join ent.alias as recipient_own
    on
        recipient_own.kind = 'own number' and record.unit_code = recipient_own.unit_code
        and record.recipient_no = recipient_own.number
