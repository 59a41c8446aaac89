/*
id = "province_figure"
kind = "lookup"
title = { zh = "全省的指标", en = "The province's figures of a month" }
grain = ["figure_id"]
*/
select figure.figure_id, figure.value
from out.figure as figure
inner join ent.unit_row as unit_row on figure.unit_code = unit_row.row_code
where figure.period = $period and unit_row.level = 'province'
order by figure.figure_id
