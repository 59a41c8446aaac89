/*
id = "public_money"
kind = "check"
code = "X011"
severity = "error"
category = "accuracy"
forms = ["activity"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "使用公款资助", en = "Public money given as aid" }
message = { zh = "资助资金来源为公款，金额不计入", en = "the money given is public money; the amount was not counted" }
why = { zh = "不用公款、尽力而为、量力而行", en = "the programme's rule on funds" }
fix = { zh = "结对帮扶不用公款，请核实资金来源", en = "pairing uses no public money: check the source" }
expected = { zh = "个人、单位、社会捐赠等非公款来源", en = "any source but public money" }
null = { zh = "没有资金来源的不问", en = "not asked without a source" }
source = "programme rule 不用公款（不用公款、尽力而为、量力而行）"
*/
with given as (
    select part_id, row, fund_source, amount_yuan from stg.activity where not is_quarantined
    union all
    select part_id, row, fund_source, amount_yuan from stg.activity_monthly where not is_quarantined
)

select
    given.part_id, given.row, 'fund_source' as field,
    given.fund_source <> '公款' as ok,
    cast(given.amount_yuan as varchar) as value,
    cast(null as varchar) as detail
from given
inner join ent.part_used as used on given.part_id = used.part_id
where used.period = $period and given.amount_yuan > 0
