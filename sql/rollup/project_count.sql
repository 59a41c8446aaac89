/*
id = "project_count"
kind = "rollup"
title = { zh = "公益项目数", en = "Projects by row" }
grain = ["unit_code"]
forms = ["project", "opening"]
# Read by other tables; not published itself.
internal = true
*/
with opening as (
    select
        unit_code,
        value as opening_value,
        as_of
    from ent.opening
    where measure = '公益项目' and scope = '启动以来累计' and as_of <= $as_of
),

reporting_unit as (
    select
        unit_row.unit_code,
        opening.opening_value,
        opening.as_of,
        coalesce(return_state.is_present, false) as is_present
    from ent.unit_row as unit_row
    left join opening on unit_row.unit_code = opening.unit_code
    left join ent.return_state as return_state
        on unit_row.unit_code = return_state.unit_code and return_state.form = 'project'
    where
        unit_row.level in ('area', 'own')
        and (opening.unit_code is not null or return_state.is_present)
),

-- What started by the opening's day is in the opening already.
member as (
    select
        reporting_unit.unit_code,
        project.project_id,
        project.status,
        project.is_started,
        project.beneficiary_times,
        reporting_unit.as_of is null or project.start_date > reporting_unit.as_of as is_after_opening
    from reporting_unit
    inner join ent.project as project on reporting_unit.unit_code = project.unit_code
),

row_member as (
    select
        unit_scope.row_code,
        member.project_id,
        member.status,
        member.is_started,
        coalesce(member.is_after_opening, false) as is_after_opening
    from member
    inner join ent.unit_scope as unit_scope on member.unit_code = unit_scope.unit_code
),

row_count as (
    select
        row_code,
        count(distinct case when is_started and is_after_opening then project_id end) as counted_count,
        count(distinct case when status = '筹备' then project_id end) as project_preparing_count,
        count(distinct case when status = '实施中' then project_id end) as project_running_count,
        count(distinct case when status = '已完成' then project_id end) as project_finished_count,
        count(distinct case when status = '终止' then project_id end) as project_stopped_count
    from row_member
    group by row_code
),

unit_member as (
    select
        unit_code,
        count(distinct case
            when is_started and not coalesce(is_after_opening, false) then project_id
        end) as covered_count,
        sum(beneficiary_times) as beneficiary_times
    from member
    group by unit_code
),

row_unit as (
    select
        unit_scope.row_code,
        sum(reporting_unit.opening_value) as opening_count,
        sum(coalesce(unit_member.covered_count, 0)) as covered_count,
        sum(case
            when reporting_unit.is_present then coalesce(unit_member.beneficiary_times, 0)
        end) as beneficiary_times
    from reporting_unit
    inner join ent.unit_scope as unit_scope on reporting_unit.unit_code = unit_scope.unit_code
    left join unit_member on reporting_unit.unit_code = unit_member.unit_code
    group by unit_scope.row_code
)

select
    unit_row.row_code as unit_code,
    cast(coalesce(row_unit.opening_count, 0) + coalesce(row_count.counted_count, 0) as bigint)
        as project_count,
    cast(row_unit.opening_count as bigint) as project_opening_count,
    cast(row_unit.covered_count as bigint) as opening_covered_count,
    coalesce(row_count.project_preparing_count, 0) as project_preparing_count,
    coalesce(row_count.project_running_count, 0) as project_running_count,
    coalesce(row_count.project_finished_count, 0) as project_finished_count,
    coalesce(row_count.project_stopped_count, 0) as project_stopped_count,
    cast(row_unit.beneficiary_times as bigint) as beneficiary_times
from ent.unit_row as unit_row
inner join row_unit on unit_row.row_code = row_unit.row_code
left join row_count on unit_row.row_code = row_count.row_code
