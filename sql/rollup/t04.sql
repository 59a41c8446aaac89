/*
id = "t04"
kind = "rollup"
title = { zh = "结对干部构成", en = "Helpers by level of employer and by kind" }
grain = ["unit_code"]
order_by = ["unit_no"]
forms = ["pairing"]
unit_line = "单位：人"
notes = [
    "结对人在每个单位各计一次，市州和全省按人去重，各级不能相加。",
    "辅助结对中一人有两种身份的，各计一次，各类之和可能大于结对人数。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "helper_count", title = ["主结对", "结对干部"], unit = "人", style = "count", kind = "stock", definition = "有在帮主结对的党员干部，本级去重（F01 口径）" },
    { name = "helper_unverified_count", title = ["主结对", "其中身份待核实"], unit = "人", style = "count", kind = "stock", definition = "身份证号缺失或有误、按另一人计的结对干部" },
    { name = "provincial_level_count", title = ["主结对", "单位层级", "{province.helper_level}"], unit = "人", style = "count", kind = "stock", definition = "其中单位层级为{province.helper_level}，全省每人一个层级" },
    { name = "prefectural_level_count", title = ["主结对", "单位层级", "市州直"], unit = "人", style = "count", kind = "stock", definition = "其中单位层级为市州直，全省每人一个层级" },
    { name = "county_level_count", title = ["主结对", "单位层级", "县区直"], unit = "人", style = "count", kind = "stock", definition = "其中单位层级为县区直，全省每人一个层级" },
    { name = "township_level_count", title = ["主结对", "单位层级", "乡镇街道"], unit = "人", style = "count", kind = "stock", definition = "其中单位层级为乡镇街道，全省每人一个层级" },
    { name = "village_level_count", title = ["主结对", "单位层级", "村社区"], unit = "人", style = "count", kind = "stock", definition = "其中单位层级为村社区，全省每人一个层级" },
    { name = "unfilled_level_count", title = ["主结对", "单位层级", "未填"], unit = "人", style = "count", kind = "stock", definition = "其中各条台账都没有填写单位层级" },
    { name = "auxiliary_helper_count", title = ["辅助结对", "结对人"], unit = "人", style = "count", kind = "stock", definition = "有在帮辅助结对的结对人，本级去重" },
    { name = "teacher_count", title = ["辅助结对", "教师"], unit = "人", style = "count", kind = "stock", definition = "以教师身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
    { name = "doctor_count", title = ["辅助结对", "医生"], unit = "人", style = "count", kind = "stock", definition = "以医生身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
    { name = "lawyer_count", title = ["辅助结对", "律师"], unit = "人", style = "count", kind = "stock", definition = "以律师身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
    { name = "retired_count", title = ["辅助结对", "退休干部"], unit = "人", style = "count", kind = "stock", definition = "以退休干部身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
    { name = "company_count", title = ["辅助结对", "企业人员"], unit = "人", style = "count", kind = "stock", definition = "以企业人员身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
    { name = "league_count", title = ["辅助结对", "群团干部"], unit = "人", style = "count", kind = "stock", definition = "以群团干部身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
    { name = "volunteer_count", title = ["辅助结对", "其他爱心人士"], unit = "人", style = "count", kind = "stock", definition = "以其他爱心人士身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
    { name = "organization_count", title = ["辅助结对", "社会组织"], unit = "人", style = "count", kind = "stock", definition = "以社会组织身份辅助结对的结对人，本级去重；一人两种身份各计一次" },
]

[public]
persons = [
    { columns = ["provincial_level_count", "prefectural_level_count", "county_level_count", "township_level_count", "village_level_count", "unfilled_level_count"], total = "helper_count" },
    { columns = ["teacher_count", "doctor_count", "lawyer_count", "retired_count", "company_count", "league_count", "volunteer_count", "organization_count"], total = "auxiliary_helper_count" },
]
*/
-- `nobody` is 0 where the row has a ledger and null where it has none: 0 and blank stay two things.
with ledger_row as (
    select distinct
        unit_scope.row_code,
        0 as nobody
    from ent.return_state as return_state
    inner join ent.unit_scope as unit_scope on return_state.unit_code = unit_scope.unit_code
    where return_state.form = 'pairing' and return_state.is_present
),

unit_helper as (
    select distinct
        pair.unit_code,
        pair.helper_id
    from ent.pair as pair
    where
        pair.is_active
        and pair.is_counted
        and pair.pair_kind = '主结对'
        and pair.helper_kind = '党员干部'
),

main_helper as (
    select distinct
        unit_scope.row_code,
        unit_helper.helper_id
    from unit_helper
    inner join ent.unit_scope as unit_scope on unit_helper.unit_code = unit_scope.unit_code
),

row_main as (
    select
        main_helper.row_code,
        count(*) as helper_count,
        count(*) filter (where not person.is_identified) as helper_unverified_count,
        count(*) filter (where helper.level = $province_helper_level) as provincial_count,
        count(*) filter (where helper.level = '市州直') as prefectural_count,
        count(*) filter (where helper.level = '县区直') as county_count,
        count(*) filter (where helper.level = '乡镇街道') as township_count,
        count(*) filter (where helper.level = '村社区') as village_count,
        count(*) filter (where helper.level is null) as unfilled_count
    from main_helper
    inner join ent.person as person on main_helper.helper_id = person.person_id
    left join ent.helper as helper on main_helper.helper_id = helper.person_id
    group by main_helper.row_code
),

unit_auxiliary as (
    select distinct
        pair.unit_code,
        pair.helper_id,
        pair.helper_kind
    from ent.pair as pair
    where pair.is_active and pair.is_counted and pair.pair_kind = '辅助结对'
),

auxiliary_helper as (
    select distinct
        unit_scope.row_code,
        unit_auxiliary.helper_id,
        unit_auxiliary.helper_kind
    from unit_auxiliary
    inner join ent.unit_scope as unit_scope on unit_auxiliary.unit_code = unit_scope.unit_code
),

row_auxiliary as (
    select
        row_code,
        count(distinct helper_id) as auxiliary_helper_count,
        count(*) filter (where helper_kind = '教师') as teacher_count,
        count(*) filter (where helper_kind = '医生') as doctor_count,
        count(*) filter (where helper_kind = '律师') as lawyer_count,
        count(*) filter (where helper_kind = '退休干部') as retired_count,
        count(*) filter (where helper_kind = '企业人员') as company_count,
        count(*) filter (where helper_kind = '群团干部') as league_count,
        count(*) filter (where helper_kind = '其他爱心人士') as volunteer_count,
        count(*) filter (where helper_kind = '社会组织') as organization_count
    from auxiliary_helper
    group by row_code
)

select
    unit_row.sort_no as unit_no,
    unit_row.row_code as unit_code,
    unit_row.name as unit_name,
    coalesce(row_main.helper_count, ledger_row.nobody) as helper_count,
    coalesce(row_main.helper_unverified_count, ledger_row.nobody) as helper_unverified_count,
    coalesce(row_main.provincial_count, ledger_row.nobody) as provincial_level_count,
    coalesce(row_main.prefectural_count, ledger_row.nobody) as prefectural_level_count,
    coalesce(row_main.county_count, ledger_row.nobody) as county_level_count,
    coalesce(row_main.township_count, ledger_row.nobody) as township_level_count,
    coalesce(row_main.village_count, ledger_row.nobody) as village_level_count,
    coalesce(row_main.unfilled_count, ledger_row.nobody) as unfilled_level_count,
    coalesce(row_auxiliary.auxiliary_helper_count, ledger_row.nobody) as auxiliary_helper_count,
    coalesce(row_auxiliary.teacher_count, ledger_row.nobody) as teacher_count,
    coalesce(row_auxiliary.doctor_count, ledger_row.nobody) as doctor_count,
    coalesce(row_auxiliary.lawyer_count, ledger_row.nobody) as lawyer_count,
    coalesce(row_auxiliary.retired_count, ledger_row.nobody) as retired_count,
    coalesce(row_auxiliary.company_count, ledger_row.nobody) as company_count,
    coalesce(row_auxiliary.league_count, ledger_row.nobody) as league_count,
    coalesce(row_auxiliary.volunteer_count, ledger_row.nobody) as volunteer_count,
    coalesce(row_auxiliary.organization_count, ledger_row.nobody) as organization_count
from ent.unit_row as unit_row
left join ledger_row on unit_row.row_code = ledger_row.row_code
left join row_main on unit_row.row_code = row_main.row_code
left join row_auxiliary on unit_row.row_code = row_auxiliary.row_code
where unit_row.level in ('province', 'prefecture', 'area')
