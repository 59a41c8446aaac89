/*
id = "project"
kind = "trace"
title = { zh = "公益项目的来源", en = "Projects that a cell counts, in its row once each, the opening, and what it covers" }
grain = ["cell_no", "state", "part_id", "row"]
cells = ["t05.project*", "t05.beneficiary_times", "t10.*"]
measures = ["项目"]
forms = ["project"]
*/
with opening as (
    select unit_code, value, as_of, part_id, row
    from ent.opening
    where measure = '公益项目' and scope = '启动以来累计' and as_of <= $as_of
),

reporting as (
    select unit_row.unit_code, opening.as_of, coalesce(state.is_present, false) as is_present
    from ent.unit_row as unit_row
    left join opening on unit_row.unit_code = opening.unit_code
    left join ent.return_state as state on unit_row.unit_code = state.unit_code and state.form = 'project'
    where unit_row.level in ('area', 'own') and (opening.unit_code is not null or state.is_present)
),

member as (
    select
        r.part_id, r.row, known.*, reporting.unit_code is not null as is_reporting,
        coalesce(reporting.is_present, false) as is_present,
        coalesce(reporting.as_of is null or known.start_date > reporting.as_of, false) as is_after_opening,
        known.part_id = r.part_id and known.row = r.row as is_first
    from ent.project_row as r
    inner join ent.project as known on r.unit_code = known.unit_code and r.project_key = known.project_key
    left join reporting on r.unit_code = reporting.unit_code
    where r.is_current
),

named as (
    select
        part_id, row, unit_code, project_id, '' as item, is_first, true as is_once, 1 as amount,
        cast(null as varchar) as field,
        [
            if(is_started and is_after_opening, 't05.project_count', null),
            case status
                when '筹备' then 't05.project_preparing_count'
                when '实施中' then 't05.project_running_count'
                when '已完成' then 't05.project_finished_count'
                when '终止' then 't05.project_stopped_count'
            end
        ] as names
    from member
    where is_reporting
    union all
    select
        part_id, row, unit_code, project_id, '', is_first, false, beneficiary_times, 'beneficiary_times',
        ['t05.beneficiary_times']
    from member
    where is_present and is_first
    union all
    select
        part_id, row, unit_code, project_id, '项目', is_first, false, 1, null,
        [
            't10.reported_count',
            if(not is_first, 't10.same_row_count', null),
            if(is_first and not is_started, 't10.not_started_count', null),
            if(is_first and is_started and is_reporting and not is_after_opening, 't10.covered_count', null)
        ]
    from member
),

found as (
    select cell.*, named.* exclude (item)
    from named
    inner join ent.unit_scope as scope on named.unit_code = scope.unit_code
    inner join ent.trace_cell as cell
        on scope.row_code = cell.row_code and named.item = cell.item and list_contains(named.names, cell.told)
)

select
    cell_no, role,
    case
        when not is_once then 'counted'
        when not is_first then 'same_row'
        when row_number() over (
            partition by cell_no, told, row_code, role, project_id order by is_first desc, part_id, row
        ) > 1 then 'other_unit'
        else 'counted'
    end as state,
    unit_code, part_id, row, field, cast(sign * amount as decimal(18, 2)) as amount
from found
union all
select
    cell.cell_no, cell.role, if(member.is_started, 'covered', 'not_started'), member.unit_code, member.part_id,
    member.row, null, cell.sign
from member
inner join ent.unit_scope as scope on member.unit_code = scope.unit_code
inner join ent.trace_cell as cell on scope.row_code = cell.row_code and cell.told = 't05.project_count'
where member.is_first and member.is_reporting and not (member.is_started and member.is_after_opening)
union all
select
    cell.cell_no, cell.role, 'opening', opening.unit_code, opening.part_id, opening.row, 'value',
    cell.sign * opening.value
from opening
inner join ent.unit_scope as scope on opening.unit_code = scope.unit_code
inner join ent.unit_row as own on opening.unit_code = own.unit_code and own.level in ('area', 'own')
inner join ent.trace_cell as cell
    on
        scope.row_code = cell.row_code
        and (
            cell.told in ('t05.project_count', 't05.project_opening_count')
            or (cell.told = 't10.opening_count' and cell.item = '项目')
        )
