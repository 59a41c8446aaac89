/*
id = "helper"
kind = "trace"
title = { zh = "结对人的来源", en = "Helpers that a cell counts, in its row once each, and the rows in which they stand again" }
grain = ["cell_no", "state", "part_id", "row"]
cells = ["t01.helper*", "t04.*"]
forms = ["pairing"]
*/
with asked as (
    select cell.*, scope.unit_code
    from ent.trace_cell as cell
    inner join ent.unit_scope as scope on cell.row_code = scope.row_code
),

named as (
    select
        active.part_id, active.row, active.unit_code, active.helper_id, active.reason,
        case
            when pair_kind = '主结对'
                then
                    [
                        't01.helper_count', 't04.helper_count',
                        if(not person.is_identified, 't01.helper_unverified_count', null),
                        if(not person.is_identified, 't04.helper_unverified_count', null),
                        case
                            when helper.level = $province_helper_level then 't04.provincial_level_count'
                            when helper.level = '市州直' then 't04.prefectural_level_count'
                            when helper.level = '县区直' then 't04.county_level_count'
                            when helper.level = '乡镇街道' then 't04.township_level_count'
                            when helper.level = '村社区' then 't04.village_level_count'
                            when helper.level is null then 't04.unfilled_level_count'
                        end
                    ]
            else
                [
                    if(active.helper_id is not null, 't04.auxiliary_helper_count', null),
                    case active.helper_kind
                        when '教师' then 't04.teacher_count'
                        when '医生' then 't04.doctor_count'
                        when '律师' then 't04.lawyer_count'
                        when '退休干部' then 't04.retired_count'
                        when '企业人员' then 't04.company_count'
                        when '群团干部' then 't04.league_count'
                        when '其他爱心人士' then 't04.volunteer_count'
                        when '社会组织' then 't04.organization_count'
                    end
                ]
        end as names
    from ent.traced_row as active
    left join ent.person as person on active.helper_id = person.person_id
    left join ent.helper as helper on active.helper_id = helper.person_id
    where
        active.is_current and active.is_area and not active.is_local and active.status = '在帮'
        and (pair_kind <> '主结对' or (active.helper_kind = '党员干部' and active.helper_id is not null))
),

found as (
    select asked.* exclude (unit_code), named.* exclude (names)
    from named
    inner join asked on named.unit_code = asked.unit_code and list_contains(named.names, asked.told)
),

-- The row that a helper is counted by: an aggregate and a join take a third of a window's time.
standing as (
    select
        cell_no, told, row_code, role, helper_id,
        min(cast(part_id as bigint) * 134217728 + row) as first_row
    from found
    where reason is null
    group by cell_no, told, row_code, role, helper_id
)

select
    found.cell_no, found.role,
    case
        when found.reason is not null then found.reason
        when standing.first_row = cast(found.part_id as bigint) * 134217728 + found.row then 'counted'
        else 'same_person'
    end as state,
    found.unit_code, found.part_id, found.row, cast(null as varchar) as field, found.sign as amount
from found
left join standing
    on
        found.cell_no = standing.cell_no and found.told = standing.told and found.row_code = standing.row_code
        and found.role = standing.role and found.helper_id is not distinct from standing.helper_id
