/*
id = "figure_by_unit"
kind = "query"
title = { zh = "一个指标，各单位", en = "One figure, unit by unit" }
grain = ["unit_code"]

[params.figure]
en = "F01 to F11; else F05"
zh = "F01 至 F11，默认 F05"

[params.period]
en = "a month; else the newest"
zh = "月份，默认最近一月"

[params.level]
en = "area, prefecture or province; else area"
zh = "area 县区、prefecture 市州、province 全省，默认 area"
*/
with chosen as (
    select coalesce($period, max(figure.period)) as period
    from out.figure as figure
)

select
    unit.row_code as unit_code,
    unit.name as unit_name,
    figure.value,
    figure.month_value,
    figure.year_value
from out.figure as figure
inner join chosen on figure.period = chosen.period
inner join stat.unit as unit on figure.unit_code = unit.row_code
where figure.figure_id = coalesce(upper($figure), 'F05') and unit.level = coalesce($level, 'area')
order by unit.sort_no
