/*
id = "fewer_times_than_people"
kind = "check"
code = "X016"
severity = "query"
category = "consistency"
forms = ["indicator", "activity"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "人次小于人数", en = "Fewer person-times than people" }
message = { zh = "申报的人次小于台账中涉及的人数", en = "the declared person-times are fewer than the people in the activity ledger" }
why = { zh = "把人数当作人次填报", en = "people were counted where every occasion counts" }
fix = { zh = "请按人次填报，并与帮扶活动台账核对", en = "count every occasion, and compare with the activity ledger" }
expected = { zh = "人次不小于人数", en = "person-times at least the people" }
null = { zh = "台账没有活动的，无法判断", en = "unknown where the ledger has no activity" }
source = "AX07 重点任务指标表: K503、K504、K407"
*/
with reached as (
    select unit_code, 'K503' as indicator_code, count(distinct recipient_id) as person_count
    from ent.activity
    where period = $period and is_counted and pair_kind = '主结对' and activity_kind = '联系交流'
    group by unit_code
    union all
    select unit_code, 'K504', count(distinct recipient_id)
    from ent.activity
    where period = $period and is_counted and pair_kind = '主结对' and activity_kind = '走访探视'
    group by unit_code
    union all
    select unit_code, 'K407', count(distinct recipient_id)
    from ent.activity
    where period = $period and is_counted and pair_kind = '辅助结对'
    group by unit_code
)

select
    s.part_id, s.row, 'month_value' as field,
    s.month_value >= reached.person_count as ok,
    cast(cast(s.month_value as bigint) as varchar) as value,
    s.indicator_code || '：台账 ' || reached.person_count || ' 人' as detail
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
left join reached on used.unit_code = reached.unit_code and s.indicator_code = reached.indicator_code
where used.period = $period and not s.is_quarantined and s.indicator_code in ('K503', 'K504', 'K407')
