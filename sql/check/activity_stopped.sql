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
with month_sum as (
    select loaded.unit_code, loaded.period, coalesce(sum(activity.person_times), 0) as person_times
    from ent.month_loaded as loaded
    left join (
        select unit_code, period, sum(person_times) as person_times
        from ent.activity
        group by unit_code, period
    ) as activity
        on loaded.unit_code = activity.unit_code and loaded.period = activity.period
    where loaded.form = 'activity'
    group by loaded.unit_code, loaded.period
),

part as (
    select unit_code, min(part_id) as part_id
    from ent.part_used
    where form = 'activity' and period = $period
    group by unit_code
),

usual as (
    select
        unit_code,
        max(if(period = $period, person_times, null)) as found_count,
        count(*) filter (period <> $period) as month_count,
        cast(avg(person_times) filter (period <> $period) as bigint) as usual_count
    from month_sum
    group by unit_code
)

select
    part.part_id, cast(null as integer) as row, cast(null as varchar) as field,
    case
        when usual.found_count > 0 then true
        when usual.month_count >= 2 then usual.usual_count < $stopped_times
    end as ok,
    cast(usual.found_count as varchar) as value,
    cast(usual.usual_count as varchar) as expected,
    cast(usual.found_count - usual.usual_count as decimal(18, 2)) as difference,
    usual.month_count, usual.usual_count
from part
inner join usual on part.unit_code = usual.unit_code
