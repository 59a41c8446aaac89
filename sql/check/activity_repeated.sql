/*
id = "activity_repeated"
kind = "check"
code = "X064"
severity = "query"
category = "consistency"
forms = ["activity"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "重复的活动", en = "Repeated activity" }
message = { zh = "与{place}是同一次活动，未再计入", en = "the same activity as {place}; it was not counted again" }
why = { zh = "结对双方、日期、类型、类别、金额和内容都相同的是同一次活动", en = "same helper, recipient, day, kind, matter, amount and content are the same activity" }
expected = { zh = "一次活动只填一行", en = "one row an activity" }
fix = { zh = "请删除重复行；确为两次活动的，请写明内容", en = "delete the repeated row; describe the content where there were two" }
null = { zh = "双方不明的活动不判重", en = "an activity of nobody known is never a repeat" }
source = "project definition: activities, 9"
*/
with repeated as (
    select part_id, row, max(row(survivor_part_id, survivor_row, survivor_unit, unit_code)) as survivor
    from ent.activity_removed
    where period = $period
    group by part_id, row
)

select
    activity.part_id, activity.row, 'activity_date' as field,
    true as ok,
    cast(null as varchar) as value,
    cast(null as varchar) as place
from ent.activity as activity
anti join repeated on activity.part_id = repeated.part_id and activity.row = repeated.row
where activity.period = $period
group by activity.part_id, activity.row
union all
select
    repeated.part_id, repeated.row, 'activity_date',
    false,
    null,
    -- The row that counts is named only to the unit that sent it.
    case
        when repeated.survivor[1] = repeated.part_id then '第 ' || repeated.survivor[2] || ' 行'
        when repeated.survivor[3] = repeated.survivor[4] then file.path || ' 第 ' || repeated.survivor[2] || ' 行'
        else '另一单位上报的活动'
    end
from repeated
left join meta.part as part on repeated.survivor[1] = part.part_id
left join meta.file as file on part.file_id = file.file_id
