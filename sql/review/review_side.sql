/*
id = "review_side"
kind = "review"
title = { zh = "核对双方的证据", en = "What the newest row of each unit says of each side of the pairs on the list" }
grain = ["role", "identity_id", "unit_code"]
*/
with listed as (
    select role, left_id as identity_id from ent.review_pair
    union
    select role, right_id as identity_id from ent.review_pair
),

told as (
    select
        known.role, known.identity_id, known.part_id, known.row, pair_row.unit_code, pair_row.period,
        row_number() over (
            partition by known.role, known.identity_id
            order by pair_row.period desc, pair_row.unit_code, known.part_id, known.row
        ) as place,
        row_number() over (
            partition by known.role, known.identity_id, pair_row.unit_code
            order by pair_row.period desc, known.part_id, known.row
        ) as unit_place,
        max(pair_row.period) over (partition by known.role, known.identity_id, pair_row.unit_code) as last_period
    from ent.mention_known as known
    semi join listed on known.role = listed.role and known.identity_id = listed.identity_id
    inner join ent.pair_row as pair_row on known.part_id = pair_row.part_id and known.row = pair_row.row
),

-- Of a helper of dozens the first five recipients are enough to know somebody by.
partner as (
    select
        told.role, told.identity_id, told.unit_code,
        list_sort(list(distinct if(told.role = 'recipient', s.helper_name, s.recipient_name)))[1:5] as names
    from told
    inner join stg.pairing as s on told.part_id = s.part_id and told.row = s.row
    where told.period = told.last_period
    group by told.role, told.identity_id, told.unit_code
)

select
    told.role, told.identity_id, told.unit_code, told.place, told.period, told.part_id, told.row,
    unit.name as unit_name,
    file.path as file,
    part.sheet,
    s.township,
    s.village,
    s.pair_kind,
    s.status,
    s.start_date,
    s.end_date,
    if(told.role = 'recipient', s.recipient_name, s.helper_name) as name,
    if(
        told.role = 'recipient', coalesce(s.recipient_id_text, s.recipient_id), coalesce(s.helper_id_text, s.helper_id)
    ) as id_text,
    if(told.role = 'recipient', s.recipient_sex, id_sex(s.helper_id)) as sex,
    if(told.role = 'recipient', s.recipient_birth_date, id_birth_date(s.helper_id)) as birth_date,
    if(told.role = 'recipient', s.guardian_name, null) as guardian_name,
    if(told.role = 'recipient', s.recipient_phone, s.helper_phone) as phone,
    if(told.role = 'recipient', coalesce(s.disability_certificate, s.disability_certificate_text), null) as certificate,
    if(told.role = 'recipient', s.recipient_category, s.helper_kind) as category,
    array_to_string(partner.names, '、') as partner_name,
    s.helper_unit as employer
from told
inner join stg.pairing as s on told.part_id = s.part_id and told.row = s.row
inner join meta.unit as unit on told.unit_code = unit.unit_code
inner join meta.part as part on told.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join partner
    on
        told.role = partner.role and told.identity_id = partner.identity_id and told.unit_code = partner.unit_code
where told.unit_place = 1
