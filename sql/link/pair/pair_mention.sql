/*
id = "pair_mention"
kind = "link"
title = { zh = "台账行及其双方", en = "Ledger rows with the persons they pair" }
grain = ["part_id", "row"]
*/
select
    pair_row.* exclude (recipient_likeness, helper_likeness),
    recipient.person_id as recipient_id,
    recipient.is_identified as is_recipient_identified,
    recipient.has_number as has_recipient_number,
    helper.person_id as helper_id,
    coalesce(helper.is_identified, false) as is_helper_identified,
    coalesce(helper.has_number, false) as has_helper_number,
    unit.reports <> 'helper' as is_area,
    coalesce(list_contains($local_categories, pair_row.recipient_category), false) as is_local
from ent.pair_row as pair_row
inner join meta.unit as unit on pair_row.unit_code = unit.unit_code
inner join ent.mention_person as recipient
    on pair_row.part_id = recipient.part_id and pair_row.row = recipient.row and recipient.role = 'recipient'
left join ent.mention_person as helper
    on pair_row.part_id = helper.part_id and pair_row.row = helper.row and helper.role = 'helper'
