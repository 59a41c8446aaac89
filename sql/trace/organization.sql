/*
id = "organization"
kind = "trace"
title = { zh = "社会组织的来源", en = "Organisations that a cell counts, in its row once each, the opening, and what it covers" }
grain = ["cell_no", "state", "part_id", "row"]
cells = [
    "t05.*organization*", "t05.association_count", "t05.service_count", "t05.foundation_count", "t05.company_count", "t05.unregistered_count",
    "t05.other_count", "t10.*",
]
measures = ["组织"]
forms = ["organization"]
*/
with opening as (
    select unit_code, value, as_of, part_id, row
    from ent.opening
    where measure = '社会组织' and scope = '启动以来累计' and as_of <= $as_of
),

reporting as (
    select unit_row.unit_code, opening.as_of
    from ent.unit_row as unit_row
    left join opening on unit_row.unit_code = opening.unit_code
    left join ent.return_state as state on unit_row.unit_code = state.unit_code and state.form = 'organization'
    where unit_row.level in ('area', 'own') and (opening.unit_code is not null or state.is_present)
),

-- ent.organization numbers the keys in their order.
numbered as (
    select *, dense_rank() over (order by organization_key) as organization_id
    from ent.organization_row
),

member as (
    select
        numbered.part_id, numbered.row, known.*, reporting.unit_code is not null as is_reporting,
        coalesce(reporting.as_of is null or known.join_date > reporting.as_of, false) as is_after_opening,
        known.org_kind in ('社会团体', '社会服务机构', '基金会') as is_social,
        row_number() over (partition by known.unit_code, known.organization_id order by numbered.part_id, numbered.row)
            as unit_place
    from numbered
    inner join ent.organization as known
        on numbered.unit_code = known.unit_code and numbered.organization_id = known.organization_id
    left join reporting on numbered.unit_code = reporting.unit_code
),

named as (
    select
        part_id, row, unit_code, organization_id, '' as item, unit_place, true as is_once,
        [
            if(is_social and is_after_opening, 't05.organization_count', null),
            if(is_social and is_after_opening and not is_identified, 't05.organization_unverified_count', null),
            case org_kind
                when '社会团体' then 't05.association_count'
                when '社会服务机构' then 't05.service_count'
                when '基金会' then 't05.foundation_count'
                when '企业' then 't05.company_count'
                when '未登记' then 't05.unregistered_count'
                when '其他' then 't05.other_count'
            end
        ] as names
    from member
    where is_reporting
    union all
    select
        part_id, row, unit_code, organization_id, '组织', unit_place, false,
        [
            't10.reported_count',
            if(unit_place > 1, 't10.same_row_count', null),
            if(is_reporting and not is_after_opening and unit_place = 1, 't10.covered_count', null)
        ]
    from member
    where is_social
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
        when unit_place > 1 then 'same_row'
        when row_number() over (
            partition by cell_no, told, row_code, role, organization_id order by unit_place, part_id, row
        ) > 1 then 'other_unit'
        else 'counted'
    end as state,
    unit_code, part_id, row, cast(null as varchar) as field, cast(sign as decimal(18, 2)) as amount
from found
union all
select
    cell.cell_no, cell.role, 'covered', member.unit_code, member.part_id, member.row, null, cell.sign
from member
inner join ent.unit_scope as scope on member.unit_code = scope.unit_code
inner join ent.trace_cell as cell on scope.row_code = cell.row_code and cell.told = 't05.organization_count'
where member.is_social and not member.is_after_opening and member.is_reporting
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
            cell.told in ('t05.organization_count', 't05.organization_opening_count')
            or (cell.told = 't10.opening_count' and cell.item = '组织')
        )
