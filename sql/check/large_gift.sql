/*
id = "large_gift"
kind = "check"
code = "X061"
severity = "query"
category = "accuracy"
forms = ["activity"]
yields_to = ["X011", "X013", "X062"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "单笔资助过大", en = "A large gift" }
message = { zh = "一次资助一人 {gift_yuan} 元，超过 {limit_yuan} 元", en = "{gift_yuan} yuan for one person in one row, more than {limit_yuan}" }
why = { zh = "个人量力而行，大额的可能是单位资金、国家待遇或多填了零", en = "helpers give what they can; a large sum may be the employer's, a state benefit, or have a zero too many" }
expected = { zh = "不超过 5000 元（可设置）", en = "at most 5000 yuan (a setting)" }
fix = { zh = "请核实金额和资金来源；属实的请说明", en = "check the amount and its source; explain it if it is right" }
null = { zh = "未填金额或为零的不问", en = "not asked without an amount" }
source = "project definition: money"
*/
with given as (
    select part_id, row, amount_yuan, greatest(coalesce(person_times, 1), 1) as person_count
    from stg.activity
    where not is_quarantined and amount_yuan > 0
    union all
    select part_id, row, amount_yuan, 1
    from stg.activity_monthly
    where not is_quarantined and amount_yuan > 0
)

select
    given.part_id, given.row, 'amount_yuan' as field,
    given.amount_yuan <= $most_single_gift_yuan * given.person_count as ok,
    cast(given.amount_yuan as varchar) as value,
    cast(given.amount_yuan - $most_single_gift_yuan * given.person_count as decimal(18, 2)) as difference,
    cast(given.amount_yuan / given.person_count as decimal(18, 2)) as gift_yuan,
    $most_single_gift_yuan as limit_yuan
from given
inner join ent.part_used as used on given.part_id = used.part_id
where used.period = $period
