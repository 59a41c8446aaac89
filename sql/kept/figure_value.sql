/*
id = "figure_value"
kind = "kept"
title = { zh = "各单位指标", en = "The figures of every unit as they were rolled up, with the ids of their definitions" }
grain = ["figure_id", "unit_code"]
*/
select
    figure.period as edition,
    figure.figure_id,
    figure.unit_code,
    figure.value,
    list_extract($definition_ids, list_position($figure_ids, figure.figure_id)) as definition_id
from out.figure as figure
where figure.period = $period
