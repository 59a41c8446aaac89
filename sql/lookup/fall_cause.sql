/*
id = "fall_cause"
kind = "lookup"
title = { zh = "下降的单位和原因", en = "The units behind falls of some figures, the largest difference first" }
grain = ["figure_id", "unit_code"]
*/
select
    figure_id,
    unit_name,
    max(difference) as difference,
    list(
        { 'form': form, 'period': source_period, 'cause': cause }
        order by form, source_period, cause
    ) as causes
from fall_unit
where list_contains($figures, figure_id)
group by figure_id, unit_name, unit_code
order by figure_id, max(difference) desc, unit_code
