/*
id = "activity_person"
kind = "link"
title = { zh = "活动的双方", en = "The helper and the recipient that an activity names, as far as they are known" }
grain = ["activity_id"]
*/
select
    cast(row_number() over (order by record.period, record.unit_code, record.part_id, record.row, record.activity_kind) as bigint)
        as activity_id,
    record.part_id, record.row, record.unit_code, record.period, record.activity_date, record.first_date, record.last_date,
    record.activity_kind, record.person_times, record.matter_count,
    coalesce(record.amount_yuan, 0) as declared_yuan,
    case when record.fund_source = '公款' then 0 else coalesce(record.amount_yuan, 0) end as amount_yuan,
    record.helper_folded, record.recipient_folded, record.content_hash,
    coalesce(helper_named.person_id, helper_texted.person_id, helper_numbered.person_id) as helper_id,
    coalesce(
        recipient_named.person_id, recipient_texted.person_id, recipient_own.person_id, recipient_numbered.person_id
    ) as recipient_id,
    record.helper_id_text,
    record.recipient_id_text,
    -- A number that was refused says as little as none.
    record.recipient_id is not null as has_recipient_number
from ent.activity_record as record
left join ent.alias as helper_named
    on helper_named.kind = 'number and name'
    and record.helper_id = helper_named.number and record.helper_folded = helper_named.folded_name
left join ent.alias as helper_texted
    on helper_texted.kind = 'text and name' and record.unit_code = helper_texted.unit_code
    and record.helper_id_text = helper_texted.number and record.helper_folded = helper_texted.folded_name
left join ent.alias as helper_numbered
    on helper_numbered.kind = 'number' and record.helper_id = helper_numbered.number
left join ent.alias as recipient_named
    on recipient_named.kind = 'number and name'
    and record.recipient_id = recipient_named.number and record.recipient_folded = recipient_named.folded_name
left join ent.alias as recipient_texted
    on recipient_texted.kind = 'text and name' and record.unit_code = recipient_texted.unit_code
    and record.recipient_id_text = recipient_texted.number and record.recipient_folded = recipient_texted.folded_name
left join ent.alias as recipient_own
    on recipient_own.kind = 'own number' and record.unit_code = recipient_own.unit_code
    and record.recipient_no = recipient_own.number
left join ent.alias as recipient_numbered
    on recipient_numbered.kind = 'number' and record.recipient_id = recipient_numbered.number
