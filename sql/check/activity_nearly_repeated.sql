/*
id = "activity_nearly_repeated"
kind = "check"
code = "X065"
severity = "query"
category = "consistency"
forms = ["activity"]
yields_to = ["X008", "X007"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "仅内容不同的活动", en = "Activities that differ in content only" }
message = { zh = "与{place}的双方、日期、类型、金额都相同，仅内容不同，已照计", en = "only the content differs from {place}; both count" }
why = { zh = "可能是同一次活动填了两行", en = "it may be one activity in two rows" }
expected = { zh = "一次活动只填一行", en = "one row an activity" }
fix = { zh = "同一次活动的请删去一行；确为两次的请说明", en = "delete one of them if it was one activity; explain two" }
null = { zh = "双方不明的活动、没有日期的月表不问", en = "not asked of unknown people, nor of monthly sheets" }
source = "project definition: activities, 9"
*/
with dated as (
    select part_id, row, unit_code, period, recipient_id, helper_id, activity_date, activity_kind, amount_yuan
    from ent.activity
    where
        period in ($period, $previous_period) and activity_date is not null and match <> 'substitute'
        and recipient_id is not null and helper_id is not null
),

doubled as (
    select recipient_id, helper_id, activity_date, activity_kind
    from dated
    group by recipient_id, helper_id, activity_date, activity_kind
    having count(*) > 1 and max(period) = $period
),

ranked as (
    select
        dated.part_id, dated.row, dated.unit_code, dated.period,
        min(row(dated.period, dated.part_id, dated.row, dated.unit_code)) over (
            partition by
                dated.recipient_id, dated.helper_id, dated.activity_date, dated.activity_kind, dated.amount_yuan,
                s.matter_kind
        ) as earliest
    from dated
    semi join doubled
        on
            dated.recipient_id = doubled.recipient_id and dated.helper_id = doubled.helper_id
            and dated.activity_date = doubled.activity_date and dated.activity_kind = doubled.activity_kind
    inner join stg.activity as s on dated.part_id = s.part_id and dated.row = s.row
),

suspect as (
    select part_id, row, unit_code, earliest
    from ranked
    where period = $period and (earliest[2] <> part_id or earliest[3] <> row)
)

select
    dated.part_id, dated.row, 'content' as field,
    suspect.row is null as ok,
    cast(null as varchar) as value,
    case
        when suspect.row is null then null
        when suspect.earliest[2] = suspect.part_id then '第 ' || suspect.earliest[3] || ' 行'
        when suspect.earliest[4] = suspect.unit_code then file.path || ' 第 ' || suspect.earliest[3] || ' 行'
        else '另一单位上报的活动'
    end as place
from dated
left join suspect on dated.part_id = suspect.part_id and dated.row = suspect.row
left join meta.part as part on suspect.earliest[2] = part.part_id
left join meta.file as file on part.file_id = file.file_id
where dated.period = $period
