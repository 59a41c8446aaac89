/*
id = "several_main_pairs"
kind = "check"
code = "X005"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "一名对象多个主结对", en = "Recipient with several main pairs" }
message = { zh = "该对象有 {pair_count} 个主结对", en = "this recipient has {pair_count} main pairings" }
why = { zh = "一对一结对", en = "pairing is one to one" }
fix = { zh = "爱心爸爸、爱心妈妈共同结对的请在备注说明，否则请终止多余的结对", en = "explain it in the remark, or end the superfluous pairing" }
expected = { zh = "一个主结对；爱心爸爸、爱心妈妈可以各一", en = "one main pairing, or two: a 爱心爸爸 and a 爱心妈妈" }
null = { zh = "缺对象的不问", en = "not asked without a recipient" }
source = "project definition: persons and pairs"
*/
with active as (
    select part_id, row, recipient_id, recipient_text
    from ent.pair_survivor
    where status = '在帮' and pair_kind = '主结对' and is_area and not is_local
),

many as (
    select recipient_id, count(*) as pair_count
    from active
    group by recipient_id
    having count(*) > $most_main_pairs
)

select
    active.part_id, active.row, 'recipient_id' as field,
    many.recipient_id is null as ok,
    mask_id(active.recipient_text) as value,
    many.pair_count
from active
left join many on active.recipient_id = many.recipient_id
