/*
id = "activity_outside_pair"
kind = "check"
code = "X051"
severity = "query"
category = "consistency"
forms = ["activity", "pairing"]
yields_to = ["X008", "X050"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "活动不在结对期间", en = "Activity outside its pairing" }
message = { zh = "活动在该结对关系的期间（{start_date} 至 {end_date}）之外，终止后超过 {limit_days} 日的不计入", en = "the activity lies outside the pairing ({start_date} to {end_date}); it counts only up to {limit_days} days after the end" }
why = { zh = "日期录错，或结对终止后仍在填报", en = "a mistyped date, or filling that goes on after the pairing ended" }
expected = { zh = "结对日期至终止后 31 日（可设置）之内", en = "from the pairing's start to 31 days (a setting) after its end" }
fix = { zh = "请核对活动日期和结对、终止日期；仍在帮扶的请更新结对帮扶台账", en = "check the three dates; update the pairing ledger if the pairing goes on" }
null = { zh = "结对、终止日期未填的视为一直在帮", en = "a pairing without a date is taken as open on that side" }
source = "project definition: activities, 9a and 9b"
*/
with lone as (
    select part_id, row, recipient_id, helper_id, activity_date
    from ent.activity
    where period = $period and match = 'unmatched' and recipient_id is not null and helper_id is not null
),

pairing as (
    select
        lone.part_id, lone.row, lone.activity_date,
        -- What the newest month says of the pair; among several, the one that ended last.
        max(row(p.period, coalesce(p.end_date, date '9999-12-31'), p.start_date)) as newest
    from lone
    inner join ent.pair_mention as p on lone.recipient_id = p.recipient_id and lone.helper_id = p.helper_id
    where p.status is distinct from '待结对'
    group by lone.part_id, lone.row, lone.activity_date
)

select
    part_id, row, 'activity_date' as field,
    true as ok,
    cast(null as varchar) as value,
    cast(null as decimal(18, 2)) as difference,
    cast(null as varchar) as start_date,
    cast(null as varchar) as end_date,
    cast(null as integer) as limit_days
from ent.activity
where period = $period and is_counted
group by part_id, row
union all
select
    part_id, row, 'activity_date',
    false,
    cast(activity_date as varchar),
    cast(
        case
            when activity_date < newest[3] then date_diff('day', newest[3], activity_date)
            else date_diff('day', newest[2], coalesce(activity_date, $period_start))
        end as decimal(18, 2)
    ),
    coalesce(cast(newest[3] as varchar), '—'),
    case when newest[2] < date '9999-12-31' then cast(newest[2] as varchar) else '—' end,
    $late_days
from pairing
