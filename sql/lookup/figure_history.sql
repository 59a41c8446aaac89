/*
id = "figure_history"
kind = "lookup"
title = { zh = "各单位的指标：本月、上月和上年同月", en = "Figures of all units: this month, the month before, the same month a year ago" }
grain = ["figure_id", "unit_code"]
*/
-- What a month without tables, or a unit that wasn't there, had is not known: null, never 0.
select
    figure.figure_id,
    figure.unit_code,
    figure.value,
    figure.month_value,
    figure.year_value,
    figure.growth_rate,
    figure.yearly_growth_rate,
    before.value as previous_value,
    before.month_value as previous_month_value,
    year_ago.value as last_year_value,
    year_ago.month_value as last_year_month_value,
    figure.unidentified_count,
    figure.quarantined_count
from out.figure as figure
left join out.figure as before
    on
        before.period = $previous_period
        and figure.figure_id = before.figure_id
        and figure.unit_code = before.unit_code
left join out.figure as year_ago
    on
        year_ago.period = $last_year_period
        and figure.figure_id = year_ago.figure_id
        and figure.unit_code = year_ago.unit_code
where figure.period = $period
order by figure.unit_code, figure.figure_id
