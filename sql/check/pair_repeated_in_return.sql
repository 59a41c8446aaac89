/*
id = "pair_repeated_in_return"
kind = "check"
code = "X002"
severity = "error"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "同一报表内重复结对", en = "Pair repeated in one return" }
message = { zh = "同一对结对关系在本单位报表中重复", en = "this pair stands in the unit's return more than once" }
why = { zh = "重复行不计数", en = "a repeated row is not counted" }
fix = { zh = "请删除重复行", en = "delete the repeated row" }
expected = { zh = "每对结对关系一行", en = "one row a pairing" }
null = { zh = "缺结对人或对象的不问", en = "not asked without helper or recipient" }
source = "project definition: duplicate pairings"
*/
select
    p.part_id, p.row, 'recipient_id' as field,
    coalesce(ranked.reason not in ('same_row', 'same_pair'), true) as ok,
    mask_id(p.recipient_text) as value,
    -- The row that counts is named only to the unit that sent it.
    case
        when ranked.survivor_part_id = p.part_id then '第' || ranked.survivor_row || '行'
        when ranked.survivor_unit = p.unit_code then file.path || ' 第' || ranked.survivor_row || '行'
    end as detail
from ent.pair_mention as p
left join ent.pair_rank as ranked on p.part_id = ranked.part_id and p.row = ranked.row
left join meta.part as part on ranked.survivor_part_id = part.part_id
left join meta.file as file on part.file_id = file.file_id
where p.is_current and not p.is_quarantined and p.status <> '待结对'
