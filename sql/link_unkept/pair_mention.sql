/*
id = "pair_mention"
kind = "link_unkept"
title = { zh = "台账行及其双方（不留存人员）", en = "Ledger rows with the persons they pair, where no person is kept for later months" }
grain = ["part_id", "row"]
*/
-- Says what link/pair_mention says, but for the keys: nobody is numbered, and no mention is looked for again.
with identified as (
    select
        pair_row.*,
        case
            when recipient.id_number is null then pair_row.recipient_number
            when
                recipient.is_fitting
                and is_same_profile(
                    pair_row.recipient_folded,
                    coalesce(pair_row.recipient_sex, id_sex(pair_row.recipient_number)),
                    coalesce(pair_row.recipient_birth_date, id_birth_date(pair_row.recipient_number)),
                    recipient.folded_name,
                    recipient.sex,
                    recipient.birth_date
                )
                then pair_row.recipient_number
        end as recipient_kept,
        case
            when helper.id_number is null then pair_row.helper_number
            when
                helper.is_fitting
                and is_same_profile(
                    pair_row.helper_folded,
                    id_sex(pair_row.helper_number),
                    id_birth_date(pair_row.helper_number),
                    helper.folded_name,
                    helper.sex,
                    helper.birth_date
                )
                then pair_row.helper_number
        end as helper_kept
    from ent.pair_row as pair_row
    left join ent.number_holder as recipient on pair_row.recipient_number = recipient.id_number
    left join ent.number_holder as helper on pair_row.helper_number = helper.id_number
)

select
    pair_row.* exclude (recipient_likeness, helper_likeness, recipient_kept, helper_kept),
    person_key(
        pair_row.recipient_kept,
        pair_row.unit_code,
        pair_row.recipient_folded,
        recipient_evidence(
            pair_row.recipient_text,
            pair_row.recipient_folded,
            pair_row.recipient_no,
            pair_row.recipient_likeness,
            pair_row.row_hash
        )
    ) as recipient_id,
    pair_row.recipient_kept is not null as is_recipient_identified,
    pair_row.recipient_kept is not null as has_recipient_number,
    case
        when pair_row.helper_text is not null or pair_row.helper_folded is not null
            then person_key(
                pair_row.helper_kept,
                pair_row.unit_code,
                pair_row.helper_folded,
                helper_evidence(
                    pair_row.helper_text, pair_row.helper_folded, pair_row.helper_likeness, pair_row.row_hash
                )
            )
    end as helper_id,
    pair_row.helper_kept is not null as is_helper_identified,
    pair_row.helper_kept is not null as has_helper_number,
    unit.reports <> 'helper' as is_area,
    coalesce(list_contains($local_categories, pair_row.recipient_category), false) as is_local
from identified as pair_row
inner join meta.unit as unit on pair_row.unit_code = unit.unit_code
