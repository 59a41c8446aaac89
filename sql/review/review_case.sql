/*
id = "review_case"
kind = "review"
title = { zh = "重复认领核对清单", en = "Recipients that several units claim and nobody has decided on: what each unit's row says" }
grain = ["recipient_id", "unit_code"]
*/
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
    s.recipient_name as name,
    coalesce(s.recipient_id_text, s.recipient_id) as id_text,
    s.recipient_sex as sex,
    s.recipient_birth_date as birth_date,
    s.guardian_name,
    s.recipient_phone as phone,
    s.recipient_category as category,
    s.helper_name as partner_name,
    s.helper_unit as employer
from ent.claim_case as claim
inner join stg.pairing as s on claim.part_id = s.part_id and claim.row = s.row
inner join meta.unit as unit on claim.unit_code = unit.unit_code
inner join meta.part as part on claim.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
-- Two helpers in one unit are a question to that unit, which the check asks: no home is to be decided.
where not claim.is_decided and claim.claim_kind in ('units', 'waiting')
