/*
id = "self_pair"
kind = "duplicate"
order = 8
title = { zh = "结对人就是对象", en = "Helper and recipient are one person" }
grain = ["part_id", "row"]
*/
select
    concat_ws(' ', part_id, row) as case_id,
    unit_code,
    part_id,
    row,
    unit_code as other_unit,
    part_id as other_part_id,
    row as other_row,
    'same_person' as rule,
    mask(recipient_folded) as masked_name
from ent.pair_survivor
where status = '在帮' and recipient_id = helper_id
