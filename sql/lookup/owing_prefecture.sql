/*
id = "owing_prefecture"
kind = "lookup"
title = { zh = "各市州报送情况", en = "How each prefecture's units have sent what they owe; a unit that reports to the province itself is a row of its own" }
grain = ["prefecture_code"]
uses = ["return_status", "owing_unit"]
*/
select
    placed.prefecture_code,
    any_value(prefecture.name) as prefecture_name,
    count(*) as units,
    count(*) filter (placed.absent + placed.held = 0) as complete_units,
    count(*) filter (placed.is_silent) as silent_units,
    cast(sum(placed.expected) as bigint) as expected,
    cast(sum(placed.received) as bigint) as received,
    cast(sum(placed.late) as bigint) as late,
    cast(sum(placed.held) as bigint) as held,
    cast(sum(placed.absent) as bigint) as absent
from owing_unit as placed
inner join meta.unit as prefecture on placed.prefecture_code = prefecture.unit_code
group by placed.prefecture_code
order by placed.prefecture_code
