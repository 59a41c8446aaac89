/*
id = "helper_of_many_households"
kind = "check"
code = "X033"
severity = "query"
category = "accuracy"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "结对人结对户数过多", en = "A helper of many households" }
message = { zh = "该结对人在帮{household_count}户，超过{household_limit}户", en = "this helper has {household_count} households, more than {household_limit}" }
why = { zh = "一名干部一般结对一户", en = "a cadre usually helps one household" }
expected = { zh = "每名结对人不超过3户（可设置）", en = "at most 3 households a helper (a setting)" }
fix = { zh = "请核对结对人身份证号；确系一人多户的，请说明", en = "check the helper's ID number; explain who really helps so many" }
null = { zh = "机构集中供养的对象不算户；未填结对人的不问", en = "people in institutions are no household; rows without a helper are not asked" }
source = "project definition: more than 3 households of one helper are asked about (setting people.most_households)"
*/
with active as (
    select p.part_id, p.row, p.unit_code, p.helper_id, p.recipient_id, p.helper_text
    from ent.pair_mention as p
    where
        p.is_current and not p.is_quarantined and p.status = '在帮' and p.pair_kind = '主结对'
        and p.is_area and p.helper_id is not null
),

-- Few have so many rows at all: only their households are counted.
frequent as (
    select helper_id
    from active
    group by helper_id
    having count(*) > $most_households
),

visited as (
    select
        active.helper_id,
        household_key(
            resident.care_mode, home.home_unit, resident.household_no, resident.household_head_id, active.recipient_id
        ) as household
    from active
    semi join frequent on active.helper_id = frequent.helper_id
    inner join ent.recipient_home as home on active.recipient_id = home.recipient_id
    inner join ent.recipient_row as resident on active.recipient_id = resident.recipient_id
),

busy as (
    select helper_id, count(distinct household) as household_count
    from visited
    group by helper_id
    having count(distinct household) > $most_households
)

select
    active.part_id, active.row, 'helper_id' as field, true as ok, cast(null as varchar) as value,
    cast(null as bigint) as household_count, $most_households as household_limit
from active
anti join busy on active.helper_id = busy.helper_id
union all
-- Each of its units is told once.
select
    min(active.part_id), min_by(active.row, (active.part_id, active.row)), 'helper_id', false,
    mask_id(min_by(active.helper_text, (active.part_id, active.row))), busy.household_count, $most_households
from active
inner join busy on active.helper_id = busy.helper_id
group by active.unit_code, active.helper_id, busy.household_count
