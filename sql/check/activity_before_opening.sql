/*
id = "activity_before_opening"
kind = "check"
code = "X054"
severity = "query"
category = "consistency"
forms = ["activity", "opening"]
yields_to = ["X008"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "活动在期初截止日之前", en = "Activity at or before the opening's last day" }
message = { zh = "活动日期不晚于期初累计的截止日（{opening_date}），已含在期初数中，未计入", en = "the opening holds all up to {opening_date}: the activity is in it already and was not counted" }
why = { zh = "再计一次就重复了", en = "it would count twice" }
expected = { zh = "晚于期初累计的截止日", en = "a date after the opening's last day" }
fix = { zh = "请核对活动日期；期初漏计的，请更正期初累计表并说明", en = "check the date; correct the opening, with a reason, if it lacks the activity" }
null = { zh = "未报期初累计表的单位不问", en = "not asked of a unit without an opening" }
source = "project definition: AX08; activities at or before the opening are held"
*/
with opened as (
    select unit_code, max(as_of) as as_of
    from ent.opening
    where
        scope = '启动以来累计'
        and measure in ('联系交流', '走访探视', '政策宣传落实', '解决实际困难', '帮办实事', '资助资金', '帮助群众')
    group by unit_code
)

select
    activity.part_id, activity.row, 'activity_date' as field,
    bool_and(activity.match <> 'before_opening') as ok,
    cast(max(activity.activity_date) as varchar) as value,
    cast(opened.as_of as varchar) as opening_date
from ent.activity as activity
inner join opened on activity.unit_code = opened.unit_code
where activity.period = $period
group by activity.part_id, activity.row, opened.as_of
