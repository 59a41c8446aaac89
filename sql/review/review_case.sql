/*
id = "review_case"
kind = "review"
title = { zh = "重复认领核对清单", en = "Recipients that several units claim and nobody has decided on: what each unit's row says" }
grain = ["recipient_id", "unit_code"]
*/
with decided as (
    select left_id as identity_id from ent.link_edge where origin = 'decision'
    union
    select right_id as identity_id from ent.link_edge where origin = 'decision'
),

told as (
    select
        claim.*,
        -- Lines of one number are one identity: what else stands together was put together.
        case
            when count(distinct known.identity_id) over (partition by claim.recipient_id) = 1 then 'number'
            when bool_or(decided.identity_id is not null) over (partition by claim.recipient_id) then 'decision'
            else 'model'
        end as joined_by
    from ent.claim_case as claim
    inner join ent.mention_known as known
        on claim.part_id = known.part_id and claim.row = known.row and known.role = 'recipient'
    left join decided on known.identity_id = decided.identity_id
    -- Two helpers in one unit are a question to that unit, which the check asks: no home is to be decided.
    where not claim.is_decided and claim.claim_kind in ('units', 'waiting')
)

select
    claim.recipient_id, claim.unit_code, claim.is_home, claim.part_id, claim.row,
    dense_rank() over (order by claim.recipient_id) as place,
    unit.name as unit_name,
    file.path as file,
    part.sheet,
    s.township,
    s.village,
    s.pair_kind,
    claim.status,
    claim.start_date,
    claim.joined_by,
    s.recipient_name as name,
    coalesce(s.recipient_id_text, s.recipient_id) as id_text,
    s.recipient_sex as sex,
    s.recipient_birth_date as birth_date,
    s.guardian_name,
    s.recipient_phone as phone,
    s.recipient_category as category,
    s.helper_name as partner_name,
    s.helper_unit as employer
from told as claim
inner join stg.pairing as s on claim.part_id = s.part_id and claim.row = s.row
inner join meta.unit as unit on claim.unit_code = unit.unit_code
inner join meta.part as part on claim.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
