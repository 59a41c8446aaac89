/*
id = "mention"
kind = "link"
is_view = true
title = { zh = "人员记录", en = "Each recipient and helper that a ledger row names" }
grain = ["part_id", "row", "role"]
*/
select
    part_id, row, 'recipient' as role, unit_code, period, is_current,
    recipient_number as id_number, recipient_text as id_text, recipient_folded as folded_name,
    coalesce(recipient_sex, id_sex(recipient_number)) as sex,
    coalesce(recipient_birth_date, id_birth_date(recipient_number)) as birth_date,
    recipient_evidence(recipient_text, recipient_folded, recipient_no, recipient_likeness, row_hash) as evidence
from ent.pair_row
union all
select
    part_id, row, 'helper' as role, unit_code, period, is_current,
    helper_number as id_number, helper_text as id_text, helper_folded as folded_name,
    id_sex(helper_number) as sex, id_birth_date(helper_number) as birth_date,
    helper_evidence(helper_text, helper_folded, helper_likeness, row_hash) as evidence
from ent.pair_row
where helper_text is not null or helper_folded is not null
