/*
id = "pair_row"
kind = "link"
title = { zh = "台账行", en = "Every ledger row of every month so far, with what linking asks of it" }
grain = ["part_id", "row"]
*/
select
    s.part_id,
    s.row,
    used.unit_code,
    used.period,
    used.is_current,
    s.is_quarantined,
    coalesce(
        s.recipient_id, repaired_id(s.recipient_id_text), certified_id(s.disability_certificate)
    ) as recipient_number,
    coalesce(s.recipient_id_text, s.recipient_id) as recipient_text,
    -- As the row writes it: a number that was repaired or found elsewhere is still to be corrected.
    s.recipient_id is not null as is_recipient_number_sound,
    s.helper_id is not null as is_helper_number_sound,
    s.recipient_no,
    fold_name(s.recipient_name) as recipient_folded,
    s.recipient_sex,
    s.recipient_birth_date,
    s.recipient_category,
    s.other_categories,
    s.care_mode,
    s.disability_certificate,
    s.household_no,
    s.household_head_id,
    coalesce(s.helper_id, repaired_id(s.helper_id_text)) as helper_number,
    coalesce(s.helper_id_text, s.helper_id) as helper_text,
    fold_name(s.helper_name) as helper_folded,
    s.helper_kind,
    s.helper_level,
    s.status,
    case when s.status = '待结对' then coalesce(s.pair_kind, '主结对') else s.pair_kind end as pair_kind,
    s.start_date,
    s.end_date,
    s.end_reason,
    s.township,
    s.village,
    s.guardian_name,
    s.recipient_phone,
    s.helper_phone,
    s.helper_unit,
    case
        when
            s.recipient_id is null
            and s.recipient_id_text is null
            and s.recipient_no is null
            and s.recipient_birth_date is not null
            then md5(cast(row(
                s.recipient_birth_date, s.recipient_sex, s.township, s.village, s.guardian_name
            ) as varchar))
    end as recipient_likeness,
    case
        when s.helper_id is null and s.helper_id_text is null
            then coalesce('phone ' || s.helper_phone, 'employer ' || s.helper_unit)
    end as helper_likeness,
    hash(
        s.township,
        s.village,
        s.household_no,
        s.household_head_id,
        s.household_head_id_text,
        s.recipient_no,
        s.recipient_name,
        s.recipient_id,
        s.recipient_id_text,
        s.no_id_reason,
        s.recipient_sex,
        s.recipient_birth_date,
        s.recipient_category,
        s.other_categories,
        s.care_mode,
        s.institution,
        s.disability_certificate,
        s.disability_certificate_text,
        s.lives_alone,
        s.guardian_name, s.recipient_phone, s.helper_name, s.helper_id, s.helper_id_text, s.helper_kind, s.helper_unit,
        s.helper_level, s.helper_phone, s.pair_kind, s.start_date, s.status, s.end_date, s.end_reason, s.remark
    ) as row_hash
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
