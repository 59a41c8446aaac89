/*
id = "t06"
kind = "rollup"
title = { zh = "服务阵地与志愿队伍情况", en = "Sites and volunteer teams" }
grain = ["unit_code"]
order_by = ["unit_no"]
forms = ["site"]
unit_line = "单位：个、人、人次"
notes = [
    "志愿者人数按上报数相加，未按人去重。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "site_count", title = ["服务阵地", "合计"], unit = "个", style = "count", kind = "stock", additive = true, definition = "期末服务阵地，不含志愿服务队" },
    { name = "youth_home_count", title = ["服务阵地", "青年之家"], unit = "个", style = "count", kind = "stock", additive = true, definition = "其中青年之家" },
    { name = "care_station_count", title = ["服务阵地", "爱心驿站"], unit = "个", style = "count", kind = "stock", additive = true, definition = "其中爱心驿站" },
    { name = "mother_station_count", title = ["服务阵地", "爱心妈妈关爱服务加油站"], unit = "个", style = "count", kind = "stock", additive = true, definition = "其中爱心妈妈关爱服务加油站" },
    { name = "site_other_count", title = ["服务阵地", "其他"], unit = "个", style = "count", kind = "stock", additive = true, definition = "其中其他" },
    { name = "team_count", title = ["志愿队伍", "合计"], unit = "个", style = "count", kind = "stock", additive = true, definition = "期末志愿服务队" },
    { name = "party_team_count", title = ["志愿队伍", "党员志愿服务队"], unit = "个", style = "count", kind = "stock", additive = true, definition = "其中党员志愿服务队" },
    { name = "youth_team_count", title = ["志愿队伍", "青年志愿服务队"], unit = "个", style = "count", kind = "stock", additive = true, definition = "其中青年志愿服务队" },
    { name = "women_team_count", title = ["志愿队伍", "巾帼志愿服务队"], unit = "个", style = "count", kind = "stock", additive = true, definition = "其中巾帼志愿服务队" },
    { name = "volunteer_count", title = ["志愿者"], unit = "人", style = "count", kind = "stock", additive = true, definition = "各阵地和队伍所报志愿者人数之和" },
    { name = "served_times", title = ["本月服务"], unit = "人次", style = "count", kind = "flow", additive = true, definition = "各阵地和队伍本月服务人次之和" },
]

[public]
persons = [{ columns = ["volunteer_count"] }]
others = [
    "site_count", "youth_home_count", "care_station_count", "mother_station_count", "site_other_count", "team_count",
    "party_team_count", "youth_team_count", "women_team_count",
]
*/
with row_site as (
    select
        unit_scope.row_code,
        count(site.site_kind) filter (
            where site.site_kind not in ('党员志愿服务队', '青年志愿服务队', '巾帼志愿服务队')
        ) as site_count,
        count(*) filter (where site.site_kind = '青年之家') as youth_home_count,
        count(*) filter (where site.site_kind = '爱心驿站') as care_station_count,
        count(*) filter (where site.site_kind = '爱心妈妈关爱服务加油站') as mother_station_count,
        count(*) filter (where site.site_kind = '其他') as site_other_count,
        count(*) filter (where site.site_kind in ('党员志愿服务队', '青年志愿服务队', '巾帼志愿服务队')) as team_count,
        count(*) filter (where site.site_kind = '党员志愿服务队') as party_team_count,
        count(*) filter (where site.site_kind = '青年志愿服务队') as youth_team_count,
        count(*) filter (where site.site_kind = '巾帼志愿服务队') as women_team_count,
        cast(coalesce(sum(site.volunteer_count), 0) as bigint) as volunteer_count,
        cast(coalesce(sum(site.served_times), 0) as bigint) as served_times
    from ent.return_state as return_state
    inner join ent.unit_scope as unit_scope on return_state.unit_code = unit_scope.unit_code
    left join ent.site as site on return_state.unit_code = site.unit_code
    where return_state.form = 'site' and return_state.is_present
    group by unit_scope.row_code
)

select
    unit_row.sort_no as unit_no,
    unit_row.row_code as unit_code,
    unit_row.name as unit_name,
    row_site.site_count,
    row_site.youth_home_count,
    row_site.care_station_count,
    row_site.mother_station_count,
    row_site.site_other_count,
    row_site.team_count,
    row_site.party_team_count,
    row_site.youth_team_count,
    row_site.women_team_count,
    row_site.volunteer_count,
    row_site.served_times
from ent.unit_row as unit_row
left join row_site on unit_row.row_code = row_site.row_code
where unit_row.level in ('province', 'prefecture', 'own', 'area')
