/*
id = "declared_change_differs"
kind = "check"
code = "X089"
severity = "note"
category = "consistency"
forms = ["indicator"]
needs = ["previous"]
yields_to = ["X012"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "申报的对象增减与台账不符", en = "The declared change of recipients differs from the ledger's" }
message = { zh = "K502 由上月 {before_count} 变为 {stated}，增减 {declared_change}；台账增减 {ledger_change}", en = "K502 went from {before_count} to {stated}, a change of {declared_change}; the ledger's is {ledger_change}" }
why = { zh = "期初 + 新增 − 退出 = 期末，申报数也应如此", en = "opening + added − gone = closing holds for the declared number too" }
expected = { zh = "本月 K502 − 上月 K502 = 台账期末 − 期初", en = "this month's K502 − last month's = the ledger's closing − opening" }
fix = { zh = "请核对两个月的 K502，补报新增或终止", en = "check K502 of both months; report who was added or is gone" }
null = { zh = "任一月未申报，或台账期初为推算的为未知；没有期初的不问", en = "unknown where a month declares nothing or the ledger's opening was derived from dates; a unit without an opening is not asked about" }
source = "statistics.md: identity, on persons"
*/
with unit as (
    select unit_code, sum(closing - opening) as ledger_change, bool_or(is_estimated) as is_estimated
    from ent.flow
    group by unit_code
),

before as (
    select unit_code, coalesce(month_value, total_value) as declared
    from ent.indicator
    where period = $previous_period and indicator_code = 'K502'
),

compared as (
    select
        s.part_id, s.row, coalesce(s.month_value, s.total_value) as declared, before.declared as before_declared,
        case when not unit.is_estimated then unit.ledger_change end as ledger_change
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join ent.part_used as ledger
        on used.unit_code = ledger.unit_code and ledger.form = 'pairing' and ledger.period = $period
    inner join before on used.unit_code = before.unit_code
    left join unit on used.unit_code = unit.unit_code
    where used.period = $period and not s.is_quarantined and s.indicator_code = 'K502'
    group by all
)

select
    part_id, row, 'month_value' as field,
    declared - before_declared = ledger_change as ok,
    plain_number(declared) as value,
    plain_number(before_declared + ledger_change) as expected,
    cast(declared - before_declared - ledger_change as decimal(18, 2)) as difference,
    plain_number(before_declared) as before_count, plain_number(declared) as stated,
    plain_number(declared - before_declared) as declared_change, cast(ledger_change as bigint) as ledger_change
from compared
