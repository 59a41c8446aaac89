/*
id = "figure_pair"
kind = "compare"
title = { zh = "两期指标", en = "The figures of two editions side by side, by row" }
grain = ["figure_id", "row_code"]
*/
with former as (
    select *
    from meta.kept_figure
    where edition = $before
),

later as (
    select *
    from meta.kept_figure
    where edition = $after
)

select
    coalesce(former.figure_id, later.figure_id) as figure_id,
    coalesce(former.unit_code, later.unit_code) as row_code,
    former.value as former_value,
    later.value as later_value,
    former.definition_id as former_definition,
    later.definition_id as later_definition
from former
full join later on former.figure_id = later.figure_id and former.unit_code = later.unit_code
