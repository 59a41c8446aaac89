/*
id = "activity_stopped"
kind = "check"
code = "X091"
severity = "query"
category = "history"
forms = ["activity"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "本月没有活动", en = "No activity this month" }
message = { zh = "本月没有任何活动，此前 {month_count} 个月平均 {usual_count} 人次（件）", en = "no activity at all, after {month_count} months of {usual_count} on average" }
why = { zh = "以往活动很多的单位不会一个月全无活动，多半是漏报", en = "a unit that did much doesn't stop at once: rows were probably left out" }
expected = { zh = "有以往水平的活动，或说明原因", en = "activities as in the months before, or an explanation" }
fix = { zh = "请核对帮扶活动台账是否漏报；确无活动的请说明", en = "look for activities left out; explain it where there were none" }
null = { zh = "已报月份不足两个月的为未知；未报的见报送状态", en = "unknown with fewer than two months before; a missing return is told by its state" }
source = "project definition: history"
*/
-- Nearly every unit did something: the past is looked at only for those that did nothing.
with present as (
    select used.unit_code, min(used.part_id) as part_id
    from ent.part_used as used
    where used.form = 'activity' and used.period = $period
    group by used.unit_code
),

active as (
    select distinct unit_code
    from ent.activity
    where period = $period
),

silent as (
    select present.unit_code, present.part_id
    from present
    anti join active on present.unit_code = active.unit_code
),

usual as (
    select
        month.unit_code, month.month_count,
        cast(coalesce(sum(activity.person_times), 0) / month.month_count as bigint) as usual_count
    from (
        select loaded.unit_code, count(*) as month_count
        from ent.month_loaded as loaded
        semi join silent on loaded.unit_code = silent.unit_code
        where loaded.form = 'activity' and loaded.period < $period
        group by loaded.unit_code
    ) as month
    left join ent.activity as activity on month.unit_code = activity.unit_code
    group by month.unit_code, month.month_count
)

select
    present.part_id, cast(null as integer) as row, cast(null as varchar) as field,
    case when silent.unit_code is null then true when usual.month_count >= 2 then usual.usual_count < $stopped_times end
        as ok,
    if(silent.unit_code is null, null, '0') as value,
    cast(usual.usual_count as varchar) as expected,
    cast(-usual.usual_count as decimal(18, 2)) as difference,
    usual.month_count, usual.usual_count
from present
left join silent on present.unit_code = silent.unit_code
left join usual on present.unit_code = usual.unit_code
