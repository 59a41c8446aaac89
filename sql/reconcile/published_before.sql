/*
id = "published_before"
kind = "reconcile"
table = "figure"
title = { zh = "累计数不低于上次公布数", en = "A cumulative figure never falls below what was last published" }
grain = ["unit_code", "what"]
hint = { zh = "请更正报表，或将以前月份按更正后的报表重新汇总、公布", en = "correct the returns, or roll up and publish the earlier month again with its corrections" }
*/
with earlier as (
    select max(figure.period) as period
    from out.figure as figure
    where figure.period < $period
),

-- A unit whose projects have lapsed is left out of the total, and named beside it: that is no fall.
lapsed as (
    select distinct
        unit_scope.row_code,
        'F08' as figure_id
    from ent.return_state as return_state
    inner join ent.unit_scope as unit_scope on return_state.unit_code = unit_scope.unit_code
    where return_state.form = 'project' and return_state.state in ('lapsed', 'held')
)

select
    present.unit_code,
    present.figure_id || ' ' || published.period as what,
    published.value as expected,
    present.value as actual
from out.figure as present
inner join out.figure as published
    on present.unit_code = published.unit_code and present.figure_id = published.figure_id
inner join earlier on published.period = earlier.period
left join lapsed on present.unit_code = lapsed.row_code and present.figure_id = lapsed.figure_id
where
    present.period = $period
    and present.figure_id in ('F03', 'F04', 'F05', 'F07', 'F08', 'F10', 'F11')
    and present.value < published.value
    and lapsed.row_code is null
