/*
id = "ledger_above_entitled"
kind = "check"
code = "X079"
severity = "query"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "台账人数多于申报的应享人数", en = "More in the ledger than entitled" }
message = { zh = "{indicator_code} {indicator_name} 申报 {stated} 人，结对台账中该类别（含兼有）已有 {ledger_count} 人", en = "{indicator_code} {indicator_name}: {stated} declared, but the pairing ledger has {ledger_count} of the category" }
why = { zh = "申报的是全部应享人员，台账只是其中已列入的", en = "the declared number is of everyone entitled; the ledger holds some of them" }
expected = { zh = "不少于结对台账中该类别的人数", en = "at least as many as the pairing ledger has of the category" }
fix = { zh = "请核对申报人数和台账中的对象类别", en = "check the declared number, and the categories in the ledger" }
null = { zh = "申报数空白，或本月没有结对台账的为未知", en = "unknown where nothing is declared, or this month has no pairing ledger" }
source = "project definition: AX07, against the ledgers"
*/
select
    s.part_id, s.row, 'month_value' as field,
    coalesce(s.month_value, s.total_value) >= ledger.most_value as ok,
    plain_number(coalesce(s.month_value, s.total_value)) as value,
    '≥ ' || plain_number(ledger.most_value) as expected,
    cast(coalesce(s.month_value, s.total_value) - ledger.most_value as decimal(18, 2)) as difference,
    s.indicator_code, code.name as indicator_name,
    plain_number(coalesce(s.month_value, s.total_value)) as stated,
    plain_number(ledger.most_value) as ledger_count
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
left join ent.ledger_figure as ledger
    on used.unit_code = ledger.unit_code and s.indicator_code = ledger.indicator_code
where used.period = $period and not s.is_quarantined and s.indicator_code in ('K101', 'K102', 'K201', 'K301')
