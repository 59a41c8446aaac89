/*
id = "fund_removed"
kind = "link"
title = { zh = "去重的资金收支", en = "Fund entries with a voucher entered before" }
grain = ["part_id", "row"]
*/
select part_id, row, unit_code, period, direction, amount_yuan
from ent.fund_row
where is_repeat
