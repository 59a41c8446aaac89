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
with told as (
    select
        part_id, row, unit_code,
        cast(null as integer) as survivor_part_id,
        cast(null as integer) as survivor_row,
        cast(null as varchar) as survivor_unit
    from ent.activity
    where period = $period
    union all
    select part_id, row, unit_code, survivor_part_id, survivor_row, survivor_unit
    from ent.activity_removed
    where period = $period
),

judged as (
    select
        part_id, row, unit_code,
        max(row(survivor_part_id, survivor_row, survivor_unit)) filter (survivor_row is not null) as survivor
    from told
    group by part_id, row, unit_code
)

select
    judged.part_id, judged.row, 'activity_date' as field,
    judged.survivor is null as ok,
    cast(null as varchar) as value,
    -- The row that counts is named only to the unit that sent it.
    case
        when judged.survivor is null then null
        when judged.survivor[1] = judged.part_id then '第 ' || judged.survivor[2] || ' 行'
        when judged.survivor[3] = judged.unit_code then file.path || ' 第 ' || judged.survivor[2] || ' 行'
        else '另一单位上报的活动'
    end as place
from judged
left join meta.part as part on judged.survivor[1] = part.part_id
left join meta.file as file on part.file_id = file.file_id
