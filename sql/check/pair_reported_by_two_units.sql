/*
id = "pair_reported_by_two_units"
kind = "check"
code = "X003"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "两个单位上报同一对结对", en = "Pair reported by two units" }
message = { zh = "另一单位也上报了同一对结对关系，本行未计入", en = "another unit reports the same pair; this row was not counted" }
why = { zh = "两县重复上报；省直单位与县区都报的，不算差错", en = "two counties report it; a provincial employer's row beside a county's is as it should be" }
fix = { zh = "请与有关单位核实由谁上报", en = "settle with the province which unit reports it" }
expected = { zh = "一对关系由一个单位上报", en = "a pairing is reported by one unit" }
null = { zh = "缺结对人或对象的不问", en = "not asked without helper or recipient" }
source = "project definition: duplicate pairings"
*/
select
    p.part_id, p.row, 'recipient_id' as field,
    coalesce(ranked.reason <> 'other_unit', true) as ok,
    mask_id(p.recipient_text) as value,
    if(ranked.reason = 'other_unit', other.name, null) as detail
from ent.pair_mention as p
left join ent.pair_rank as ranked on p.part_id = ranked.part_id and p.row = ranked.row
left join meta.unit as other on ranked.survivor_unit = other.unit_code
where p.is_current and p.is_area and not p.is_quarantined and p.status <> '待结对'
