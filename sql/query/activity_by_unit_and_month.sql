/*
id = "activity_by_unit_and_month"
kind = "query"
title = { zh = "帮扶活动逐月，各单位", en = "Activities month by month, unit by unit" }
grain = ["unit_code", "period", "block", "item"]

[params.unit]
en = "a unit's code, 620102; else all areas"
zh = "单位代码，如 620102；默认各县区"

[params.item]
en = "an item of T03, such as 走访探视; else all"
zh = "T03 的项目，如 走访探视；默认全部"
*/
select
    unit.row_code as unit_code,
    unit.name as unit_name,
    t03.period,
    t03.block,
    t03.item,
    t03.month_value,
    t03.year_value,
    t03.total_value
from out.t03 as t03
inner join stat.unit as unit on t03.unit_code = unit.row_code
where ((unit.level = 'area' and $unit is null) or unit.row_code = $unit) and ($item is null or t03.item = $item)
order by unit.sort_no, t03.period, t03.item_no
