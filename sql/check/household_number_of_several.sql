/*
id = "household_number_of_several"
kind = "check"
code = "X040"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2024-12"
title = { zh = "一个户编号用于多户", en = "One household number of several households" }
message = { zh = "该户编号下有{head_count}个户主、{township_count}个乡镇（街道），疑为不同的户", en = "under this household number stand {head_count} heads of household in {township_count} townships: they seem to be different households" }
why = { zh = "户编号重复使用会把不同的户算成一户", en = "a number used twice makes two households one" }
expected = { zh = "一户一个编号，同户的户主和乡镇相同", en = "one number a household, with one head in one township" }
fix = { zh = "请核对户编号和户主身份证号", en = "check the household number and the head's ID number" }
null = { zh = "未填户编号的、机构集中供养的不问", en = "not asked without a household number, nor of people in institutions" }
source = "project definition: a household is (home unit, 户编号 or the head's ID)"
*/
with household as (
    select s.part_id, s.row, used.unit_code, s.household_no, s.household_head_id, s.township
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and household_key(s.care_mode, used.unit_code, s.household_no, s.household_head_id, null).kind = 'number'
),

frequent as (
    select unit_code, household_no
    from household
    group by unit_code, household_no
    having count(*) > 1
),

several as (
    select household.unit_code, household.household_no
    from household
    semi join frequent on household.unit_code = frequent.unit_code and household.household_no = frequent.household_no
    group by household.unit_code, household.household_no
    having min(household_head_id) <> max(household_head_id) or min(township) <> max(township)
)

select
    part_id, row, 'household_no' as field, true as ok, cast(null as varchar) as value,
    cast(null as bigint) as head_count, cast(null as bigint) as township_count
from household
anti join several on household.unit_code = several.unit_code and household.household_no = several.household_no
union all
-- Each household is told once.
select
    min(household.part_id), min_by(household.row, (household.part_id, household.row)), 'household_no', false, null,
    count(distinct household.household_head_id), count(distinct household.township)
from household
inner join several on household.unit_code = several.unit_code and household.household_no = several.household_no
group by household.unit_code, household.household_no
