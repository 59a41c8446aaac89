/*
id = "published_value"
kind = "close"
title = { zh = "签发前：历次发布的数", en = "Before sign-off: what the month's earlier publications said of the province's figures" }
grain = ["figure_id", "edition"]
*/
select
    figure.figure_id,
    figure.edition,
    figure.value
from meta.kept_figure as figure
inner join meta.kept_edition as kept on figure.edition = kept.edition
inner join meta.unit as unit on figure.unit_code = unit.unit_code
where kept.period = $period and kept.edition <> kept.period and unit.level = 'province'
order by figure.figure_id, length(figure.edition), figure.edition
