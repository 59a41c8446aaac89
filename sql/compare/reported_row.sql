/*
id = "reported_row"
kind = "compare"
title = { zh = "其间报来新报表的行", en = "Rows with returns of months after the earlier edition, by form" }
grain = ["row_code", "form"]
*/
select
    scope.row_code,
    source.form,
    count(distinct source.unit_code) as unit_count
from meta.kept_source as source
inner join ent.unit_scope as scope on source.unit_code = scope.unit_code
where source.edition = $after and source.source_period > $before_period
group by scope.row_code, source.form
