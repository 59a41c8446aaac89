/*
id = "one_number"
kind = "duplicate"
order = 11
title = { zh = "一号多人", en = "One number, several people" }
grain = ["part_id", "row", "role"]
*/
with told as (
    select
        part_id, row, 'recipient' as role, unit_code, recipient_number as id_number, recipient_folded as folded_name,
        has_recipient_number as has_number
    from ent.pair_mention
    where is_current and recipient_number in (select holder.id_number from ent.number_holder as holder)
    union all
    select
        part_id, row, 'helper' as role, unit_code, helper_number as id_number, helper_folded as folded_name,
        has_helper_number as has_number
    from ent.pair_mention
    where is_current and helper_number in (select holder.id_number from ent.number_holder as holder)
),

kept as (
    select id_number, min(row(unit_code, part_id, row)) as place
    from told
    where has_number
    group by id_number
)

select
    -- A case is a number: its hash tells which lines go together, and nothing else.
    hash(told.id_number) as case_id,
    told.unit_code,
    told.part_id,
    told.row,
    kept.place[1] as other_unit,
    kept.place[2] as other_part_id,
    kept.place[3] as other_row,
    case when kept.id_number is null then 'fits_nobody' else 'fits_other' end as rule,
    mask(told.folded_name) as masked_name,
    told.role
from told
left join kept on told.id_number = kept.id_number
where not told.has_number
