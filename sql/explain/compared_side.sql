/*
id = "compared_side"
kind = "explain"
title = { zh = "被问及的台账行", en = "The rows that are asked about and those by which they are compared, with what names nobody of them beside what is only compared" }
grain = ["purpose", "side"]
*/
with told as (
    select
        asked.purpose, asked.side, asked.role, asked.part_id, asked.row,
        case when asked.role = 'recipient' then s.recipient_name else s.helper_name end as name,
        case
            when asked.role = 'recipient' then coalesce(s.recipient_id_text, s.recipient_id)
            else coalesce(s.helper_id_text, s.helper_id)
        end as id_text,
        case when asked.role = 'recipient' then s.recipient_birth_date end as birth_date
    from ent.compared_row as asked
    inner join stg.pairing as s on asked.part_id = s.part_id and asked.row = s.row
)

select
    told.purpose, told.side, told.part_id, told.row, file.path, part.sheet, part.period,
    told.name,
    fold_name(told.name) as folded_name,
    mask(told.name) as name_shown,
    told.id_text,
    mask_id(told.id_text) as id_shown,
    strftime(
        coalesce(told.birth_date, case when length(told.id_text) = 18 then id_birth_date(told.id_text) end), '%Y%m%d'
    ) as birth,
    known.identity_id,
    known.person_id,
    known.evidence,
    known.has_number,
    known.is_number_lost
from told
inner join meta.part as part on told.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join ent.mention_evidence as known
    on told.part_id = known.part_id and told.row = known.row and told.role = known.role
