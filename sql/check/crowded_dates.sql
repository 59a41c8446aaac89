/*
id = "crowded_dates"
kind = "check"
code = "X059"
severity = "query"
category = "accuracy"
forms = ["activity"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "活动集中在一两天", en = "Activities crowded on a day or two" }
message = { zh = "本单位 {row_count} 条活动有 {share_percent}% 集中在 {crowded_days}，且不在节日前后", en = "{share_percent}% of the unit's {row_count} activities fall on {crowded_days}, and no festival is near" }
why = { zh = "疑似集中补造活动记录", en = "as if activities were made up in one go" }
expected = { zh = "非节日的任意两天合计不超过一半（可设置）", en = "at most half on any two days away from festivals (a setting)" }
fix = { zh = "请核实活动日期；集中开展活动的请说明", en = "check the dates; explain a day on which everybody went" }
null = { zh = "没有日期的月表、条数少的单位不问", en = "not asked of monthly sheets, nor of few rows" }
source = "project definition: fabricated filling; peaks before 春节, 六一, 中秋, 重阳, 助残日"
*/
with dated as (
    select used.unit_code, s.activity_date, count(*) as row_count, min(s.part_id) as part_id
    from stg.activity as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.period = $period and not s.is_quarantined and s.activity_date is not null
    group by used.unit_code, s.activity_date
),

unit_total as (
    select unit_code, min(part_id) as part_id, sum(row_count) as row_count
    from dated
    group by unit_code
    having sum(row_count) >= $least_crowd_count
),

festival as (
    select try_cast(unnest($festival_dates) as date) as day
    union all
    select make_date(spoken.year, 6, 1) from (select distinct year(activity_date) as year from dated) as spoken
    union all
    -- 助残日: the third Sunday of May.
    select make_date(spoken.year, 5, 21 - isodow(make_date(spoken.year, 5, 7)) % 7)
    from (select distinct year(activity_date) as year from dated) as spoken
),

ranked as (
    select
        dated.unit_code, dated.activity_date, dated.row_count,
        row_number() over (
            partition by dated.unit_code
            order by dated.row_count desc, dated.activity_date
        ) as place
    from dated
    where not exists (
        select 1 from festival
        where
            dated.activity_date between festival.day - to_days($festival_days_before)
            and festival.day + to_days($festival_days_after)
    )
),

crowd as (
    select
        unit_code, sum(row_count) as row_count,
        string_agg(cast(activity_date as varchar), '、' order by activity_date) as crowded_days
    from ranked
    where place <= 2
    group by unit_code
)

select
    unit_total.part_id, cast(null as integer) as row, 'activity_date' as field,
    coalesce(crowd.row_count, 0) <= unit_total.row_count * $crowded_share as ok,
    cast(null as varchar) as value,
    cast(unit_total.row_count as bigint) as row_count,
    cast(floor(100.0 * coalesce(crowd.row_count, 0) / unit_total.row_count) as integer) as share_percent,
    crowd.crowded_days
from unit_total
left join crowd on unit_total.unit_code = crowd.unit_code
