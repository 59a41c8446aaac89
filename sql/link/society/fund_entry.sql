/*
id = "fund_entry"
kind = "link"
title = { zh = "专项基金收支", en = "Fund entries, repeats gone" }
grain = ["part_id", "row"]
*/
select part_id, row, unit_code, period, entry_date, direction, amount_yuan
from ent.fund_row
where not is_repeat
