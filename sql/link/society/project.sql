/*
id = "project"
kind = "link"
title = { zh = "公益项目", en = "Projects a unit, one row each, and whether they ever started" }
grain = ["project_id", "unit_code"]
*/
with started as (
    select distinct project_key
    from ent.project_row
    where status in ('实施中', '已完成')
),

numbered as (
    select project_key, cast(row_number() over (order by project_key) as bigint) as project_id
    from (select distinct project_key from ent.project_row where is_current) as keyed
),

placed as (
    select
        p.*,
        row_number() over (
            partition by p.project_key, p.unit_code
            order by p.start_date nulls last, p.status, p.beneficiary_times desc, p.end_date nulls last, p.row
        ) as place
    from ent.project_row as p
    where p.is_current
)

select
    numbered.project_id,
    placed.unit_code,
    placed.status,
    placed.start_date,
    placed.end_date,
    placed.beneficiary_times,
    started.project_key is not null as is_started,
    placed.project_key,
    placed.part_id,
    placed.row
from placed
inner join numbered on placed.project_key = numbered.project_key
left join started on placed.project_key = started.project_key
where placed.place = 1
