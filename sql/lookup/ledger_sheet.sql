/*
id = "ledger_sheet"
kind = "lookup"
title = { zh = "台账的工作表", en = "Every ledger up to a month with whether it has such a row" }
grain = ["part_id"]
*/
select
    part.part_id, file.path, part.sheet, part.period,
    exists(select 1 from ent.pair_row where pair_row.part_id = part.part_id and pair_row.row = $row) as has_row
from ent.part_used as used
inner join meta.part as part on used.part_id = part.part_id and part.form = 'pairing'
inner join meta.file as file on part.file_id = file.file_id
order by part.period desc, file.path, part.sheet, part.part_id
