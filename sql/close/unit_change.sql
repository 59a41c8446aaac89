/*
id = "unit_change"
kind = "close"
title = { zh = "签发前：每个指标变动最大的单位", en = "Before sign-off: the ten reporting units behind each figure's change since the month rolled up before" }
grain = ["figure_id", "unit_code"]
*/
with earlier as (
    select max(figure.period) as period
    from out.figure as figure
    where figure.period < $period
),

-- A prefecture, or the province, is what lies in it added up; its own level has a row of its own.
upper_row as (
    select unit_code
    from meta.unit
    where level = 'province' or reports = 'own-level'
),

compared as (
    select
        coalesce(present.figure_id, former.figure_id) as figure_id,
        coalesce(present.unit_code, former.unit_code) as unit_code,
        former.value as previous_value,
        present.value,
        coalesce(present.value, 0) - coalesce(former.value, 0) as change_value
    from (select * from out.figure as figure where figure.period = $period) as present
    full join (
        select figure.*
        from out.figure as figure
        inner join earlier on figure.period = earlier.period
    ) as former
        on present.figure_id = former.figure_id and present.unit_code = former.unit_code
),

placed as (
    select
        compared.*,
        row_number() over (
            partition by compared.figure_id
            order by abs(compared.change_value) desc, compared.unit_code
        ) as place
    from compared
    anti join upper_row on compared.unit_code = upper_row.unit_code
    where compared.change_value <> 0
)

select
    figure_id,
    unit_code,
    previous_value,
    value,
    cast(change_value as decimal(18, 2)) as change_value
from placed
-- Without a month before, all that is there would be a change.
where place <= 10 and (select earlier.period from earlier) is not null
order by figure_id, place
