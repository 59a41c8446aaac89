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
message = { zh = "该对象有多个主结对", en = "this recipient has several main pairings" }
why = { zh = "一对一结对", en = "pairing is one to one" }
fix = { zh = "爱心爸爸、爱心妈妈共同结对的请在备注说明，否则请终止多余的结对", en = "explain it in the remark, or end the superfluous pairing" }
expected = { zh = "一个对象一个主结对", en = "one main pairing a recipient" }
null = { zh = "缺对象的不问", en = "not asked without a recipient" }
source = "project definition: persons and pairs"
*/
with active as (
    select recipient_id, count(*) as pair_count
    from ent.pair
    where is_active and is_counted and pair_kind = '主结对'
    group by recipient_id
)

select
    p.part_id, p.row, 'recipient_id' as field,
    active.pair_count = 1 as ok,
    mask(p.recipient_text) as value,
    cast(active.pair_count as varchar) as detail
from ent.pair_survivor as p
inner join active on p.recipient_id = active.recipient_id
where p.status = '在帮' and p.pair_kind = '主结对' and p.is_area and not p.is_local
