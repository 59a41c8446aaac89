/*
id = "figure"
kind = "rollup"
title = { zh = "通稿数字", en = "Figures for briefings" }
grain = ["figure_id", "unit_code"]
forms = ["pairing", "activity", "organization", "fund_entry", "project", "opening"]
# Read by other tables; not published itself.
internal = true
*/
-- figure_value is every file of sql/figure, with its figure_id and form beside: a new one is in it by itself.
-- What a figure's SELECT doesn't give (the month's part of a stock, say) is null.
with quarantine as (
    select
        quarantined.form,
        unit_scope.row_code,
        sum(quarantined.row_count) as quarantined_count
    from ent.quarantined as quarantined
    inner join ent.unit_scope as unit_scope on quarantined.unit_code = unit_scope.unit_code
    group by quarantined.form, unit_scope.row_code
)

select
    figure.figure_id,
    figure.unit_code,
    cast(figure.value as decimal(18, 2)) as value,
    cast(figure.month_value as decimal(18, 2)) as month_value,
    cast(figure.year_value as decimal(18, 2)) as year_value,
    cast(figure.growth_rate as decimal(18, 4)) as growth_rate,
    cast(figure.yearly_growth_rate as decimal(18, 4)) as yearly_growth_rate,
    cast(figure.unidentified_count as bigint) as unidentified_count,
    cast(coalesce(quarantine.quarantined_count, 0) as bigint) as quarantined_count
from figure_value as figure
left join quarantine on figure.form = quarantine.form and figure.unit_code = quarantine.row_code
