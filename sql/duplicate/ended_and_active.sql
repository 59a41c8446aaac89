/*
id = "ended_and_active"
kind = "duplicate"
order = 9
title = { zh = "一处终止、另一处在帮", en = "A pair ended here and active there" }
grain = ["part_id", "row"]
*/
select
    concat_ws(' ', ended.part_id, ended.row) as case_id,
    ended.unit_code,
    ended.part_id,
    ended.row,
    ended.survivor_unit as other_unit,
    ended.survivor_part_id as other_part_id,
    ended.survivor_row as other_row,
    ended.rule,
    mask(p.recipient_folded) as masked_name
from ent.pair_rank as ended
inner join ent.pair_survivor as survivor
    on ended.survivor_part_id = survivor.part_id and ended.survivor_row = survivor.row and survivor.status = '在帮'
inner join ent.pair_mention as p on ended.part_id = p.part_id and ended.row = p.row
where ended.place > 1 and ended.status = '终止'
