/*
id = "project_code_of_several"
kind = "check"
code = "X047"
severity = "query"
category = "consistency"
forms = ["project"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "一个项目编号用于多个项目", en = "One project code of several projects" }
message = { zh = "该项目编号在本单位又用于另一名称的项目", en = "the unit gave this code to a project of another name too" }
why = { zh = "同一编号只计一个项目", en = "one code counts as one project" }
expected = { zh = "一个项目一个编号", en = "one code a project" }
fix = { zh = "请改正其中一个项目的编号；同一项目的，请统一名称", en = "correct the code of one of them; where it is one project, give it one name" }
null = { zh = "未填项目名称的不问", en = "not asked without a name" }
source = "project definition: a project is (unit, project code)"
*/
with named as (
    select s.part_id, s.row, used.unit_code, s.project_code, lower(replace(s.project_name, ' ', '')) as folded_name
    from stg.project as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined and s.project_name is not null
),

first_named as (
    select unit_code, project_code, min_by(folded_name, (part_id, row)) as folded_name
    from named
    group by unit_code, project_code
)

select
    named.part_id, named.row, 'project_code' as field,
    named.folded_name = first_named.folded_name as ok,
    cast(null as varchar) as value
from named
inner join first_named on named.unit_code = first_named.unit_code and named.project_code = first_named.project_code
