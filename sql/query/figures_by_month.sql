/*
id = "figures_by_month"
kind = "query"
title = { zh = "全省数字逐月", en = "The province's figures month by month" }
grain = ["figure_id", "period"]

[params.unit]
en = "a unit's code, 620102; else the province"
zh = "单位代码，如 620102；默认全省"
*/
select
    figure.figure_id,
    figure.period,
    figure.value
from out.figure as figure
inner join stat.unit as unit on figure.unit_code = unit.row_code
where (unit.level = 'province' and $unit is null) or unit.row_code = $unit
order by figure.figure_id, figure.period
