/*
id = "implausible_count"
kind = "check"
code = "X063"
severity = "query"
category = "accuracy"
forms = ["activity"]
yields_to = ["X008"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "人次或件数过大", en = "An implausible count" }
message = { zh = "一行填了 {item_count}，超过 {limit_count}", en = "one row counts {item_count}, more than {limit_count}" }
why = { zh = "一行是一次活动或一对一个月；可能把汇总数、金额填错列", en = "a row is one occasion, or one pair and month; a total or an amount may stand in the wrong column" }
expected = { zh = "人次、联系次数不超过 50，件数不超过 20（可设置）", en = "at most 50 person-times or contacts, 20 matters (settings)" }
fix = { zh = "请核对该数；属实的请说明", en = "check the number; explain it if it is right" }
null = { zh = "未填的不问", en = "not asked where blank" }
source = "project definition: plausibility of one row"
*/
with counted as (
    select part_id, row, 'person_times' as field, person_times as item_count, $most_person_times as limit_count
    from stg.activity
    where not is_quarantined and person_times > 0
    union all
    select part_id, row, 'matter_count', matter_count, $most_matter_count
    from stg.activity
    where not is_quarantined and matter_count > 0
    union all
    select part_id, row, 'contact_count', contact_count, $most_person_times
    from stg.activity_monthly
    where not is_quarantined and contact_count > 0
    union all
    select part_id, row, 'policy_count', policy_count, $most_matter_count
    from stg.activity_monthly
    where not is_quarantined and policy_count > 0
    union all
    select part_id, row, 'difficulty_count', difficulty_count, $most_matter_count
    from stg.activity_monthly
    where not is_quarantined and difficulty_count > 0
    union all
    select part_id, row, 'deed_count', deed_count, $most_matter_count
    from stg.activity_monthly
    where not is_quarantined and deed_count > 0
)

select
    counted.part_id, counted.row, counted.field,
    counted.item_count <= counted.limit_count as ok,
    cast(counted.item_count as varchar) as value,
    cast(counted.item_count - counted.limit_count as decimal(18, 2)) as difference,
    counted.item_count,
    counted.limit_count
from counted
inner join ent.part_used as used on counted.part_id = used.part_id
where used.period = $period
