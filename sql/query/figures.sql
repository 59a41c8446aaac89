/*
id = "figures"
kind = "query"
title = { zh = "主要指标，各月各单位", en = "The headline figures of every month and unit" }
grain = ["period", "figure_id", "unit_code"]

[params.period]
en = "a month; else all"
zh = "月份，默认全部"

[params.unit]
en = "a unit's code; else all"
zh = "单位代码，默认全部"
*/
select
    figure.period,
    figure.figure_id,
    figure.unit_code,
    unit.name as unit_name,
    figure.value,
    figure.month_value,
    figure.year_value,
    figure.growth_rate,
    figure.yearly_growth_rate,
    figure.unidentified_count,
    figure.quarantined_count
from out.figure as figure
inner join stat.unit as unit on figure.unit_code = unit.row_code
where ($period is null or figure.period = $period) and ($unit is null or figure.unit_code = $unit)
order by figure.period, figure.figure_id, unit.sort_no
