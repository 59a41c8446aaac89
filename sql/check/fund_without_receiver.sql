/*
id = "fund_without_receiver"
kind = "check"
code = "X068"
severity = "query"
category = "completeness"
forms = ["fund_entry"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "拨付下级未填接收单位", en = "Money passed down to nobody" }
message = { zh = "拨付下级的资金没有填写接收单位", en = "the entry doesn't say who received the money passed down" }
why = { zh = "上下级拨款要能核对", en = "what one level passes down must be found at the next" }
expected = { zh = "接收单位的名称或统一社会信用代码", en = "the receiver's name or its credit code" }
fix = { zh = "请补填接收单位名称", en = "fill in the receiver" }
null = { zh = "名称和代码都空的即为未填", en = "blank in both columns is what it looks for" }
source = "project definition: AX04"
*/
select
    s.part_id, s.row, 'org_name' as field,
    s.org_name is not null or s.uscc is not null or s.uscc_text is not null as ok,
    cast(s.amount as varchar) as value
from stg.fund_entry as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.period = $period and not s.is_quarantined and s.direction = '拨付下级'
