/*
id = "site"
kind = "trace"
title = { zh = "阵地与队伍的来源", en = "Sites and teams that a cell counts" }
grain = ["cell_no", "part_id", "row"]
cells = ["t06.*"]
forms = ["site"]
*/
with named as (
    select
        site.part_id, site.row, site.unit_code,
        case
            when site_kind in ('党员志愿服务队', '青年志愿服务队', '巾帼志愿服务队') then 't06.team_count'
            when site_kind is not null then 't06.site_count'
        end as sum_name,
        case site_kind
            when '青年之家' then 't06.youth_home_count'
            when '爱心驿站' then 't06.care_station_count'
            when '爱心妈妈关爱服务加油站' then 't06.mother_station_count'
            when '其他' then 't06.site_other_count'
            when '党员志愿服务队' then 't06.party_team_count'
            when '青年志愿服务队' then 't06.youth_team_count'
            when '巾帼志愿服务队' then 't06.women_team_count'
        end as kind_name,
        site.volunteer_count, site.served_times
    from ent.site as site
    inner join ent.return_state as state
        on site.unit_code = state.unit_code and state.form = 'site' and state.is_present
),

told as (
    select
        part_id, row, unit_code,
        unnest([sum_name, kind_name, 't06.volunteer_count', 't06.served_times']) as told,
        unnest([null, null, 'volunteer_count', 'served_times']) as field,
        unnest([1, 1, volunteer_count, served_times]) as amount
    from named
)

select
    cell.cell_no, cell.role, 'counted' as state, told.unit_code, told.part_id, told.row, told.field,
    cell.sign * told.amount as amount
from told
inner join ent.unit_scope as scope on told.unit_code = scope.unit_code
inner join ent.trace_cell as cell on scope.row_code = cell.row_code and told.told = cell.told
where told.amount <> 0
