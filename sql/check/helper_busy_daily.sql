/*
id = "helper_busy_daily"
kind = "check"
code = "X057"
severity = "query"
category = "accuracy"
forms = ["activity"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "几乎天天有活动", en = "Activities on nearly every day" }
message = { zh = "同一结对人一个月内有 {day_count} 天开展活动，超过 {limit_days} 天", en = "one helper's activities fall on {day_count} days of a month, more than {limit_days}" }
why = { zh = "疑似虚构活动记录", en = "as if activities were invented" }
expected = { zh = "一个月内不超过 25 天（可设置）", en = "at most 25 days a month (a setting)" }
fix = { zh = "请核实活动记录；属实的请说明", en = "check the records; explain them if they are right" }
null = { zh = "没有有效号码的结对人、没有日期的月表不问", en = "not asked of helpers without a valid number, nor of monthly sheets" }
source = "project definition: fabricated filling; plausibility of a month"
*/
with busy as (
    select
        s.helper_id, date_trunc('month', s.activity_date) as month,
        bit_count(bit_or(1 << day(s.activity_date))) as day_count,
        max(row(s.part_id, s.row)) as place
    from stg.activity as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.period = $period and not s.is_quarantined and s.helper_id is not null and s.activity_date is not null
    group by s.helper_id, month
)

select
    place[1] as part_id,
    place[2] as row,
    'activity_date' as field,
    day_count <= $most_busy_days as ok,
    cast(null as varchar) as value,
    cast(day_count - $most_busy_days as decimal(18, 2)) as difference,
    day_count,
    $most_busy_days as limit_days
from busy
