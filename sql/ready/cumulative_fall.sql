/*
id = "cumulative_fall"
kind = "ready"
title = { zh = "累计数低于上次公布数", en = "The province's cumulative figures that are below what was last published" }
grain = ["figure_id"]
*/
with earlier as (
    select max(figure.period) as period
    from out.figure as figure
    where figure.period < $period
),

province as (
    select row_code
    from ent.unit_row
    where level = 'province'
),

-- A unit whose projects have lapsed is left out of the total, and named beside it: that is no fall.
lapsed as (
    select distinct 'F08' as figure_id
    from ent.return_state as return_state
    where return_state.form = 'project' and return_state.state in ('lapsed', 'held')
),

answered as (
    select figure_id, value
    from meta.accepted_fall
    where period = $period
    qualify row_number() over (partition by figure_id order by accepted_at desc, value) = 1
)

select
    published.figure_id,
    published.period as before_period,
    published.value as before_value,
    coalesce(present.value, 0) as value
from out.figure as published
inner join earlier on published.period = earlier.period
inner join province on published.unit_code = province.row_code
left join out.figure as present
    on
        published.figure_id = present.figure_id and published.unit_code = present.unit_code
        and present.period = $period
left join lapsed on published.figure_id = lapsed.figure_id
left join answered on published.figure_id = answered.figure_id
where
    (
        published.figure_id in ('F03', 'F04', 'F05', 'F07', 'F08', 'F10', 'F11')
        -- This year's money begins anew in January.
        or (published.figure_id = 'F11_year' and substr(published.period, 1, 4) = substr($period, 1, 4))
    )
    and coalesce(present.value, 0) < published.value
    and lapsed.figure_id is null
    and (answered.value is null or coalesce(present.value, 0) < answered.value)
