/*
id = "declared_less_than_ledger"
kind = "check"
code = "X012"
severity = "query"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "申报的结对人数与台账不符", en = "Declared pairings differ from the ledger" }
message = { zh = "{indicator_code} {indicator_name} 申报 {stated}，台账为 {ledger_count}", en = "{indicator_code} {indicator_name}: {stated} declared, {ledger_count} in the ledger" }
why = { zh = "K501、K502 应与结对帮扶台账一致", en = "K501 and K502 should equal the pairing ledger" }
expected = { zh = "与结对帮扶台账一致", en = "the same as the pairing ledger" }
fix = { zh = "请核对结对干部数、帮扶对象数与台账", en = "check the declared numbers against the ledger" }
null = { zh = "申报数空白，或本月没有该台账的为未知；台账有隔离待核行时多报的为未知", en = "unknown where nothing is declared or this month has no such ledger, and where more is declared while rows of the ledger wait to be corrected" }
source = "project definition: AX07, against the ledgers"
*/
with compared as (
    select
        s.part_id, s.row, s.indicator_code, code.name as indicator_name,
        coalesce(s.month_value, s.total_value) as stated_value,
        ledger.least_value, ledger.most_value, ledger.has_quarantined
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
    left join ent.ledger_figure as ledger
        on used.unit_code = ledger.unit_code and s.indicator_code = ledger.indicator_code
    where used.period = $period and not s.is_quarantined and s.indicator_code in ('K501', 'K502')
),

-- What the ledger says that is nearest to the declared number.
judged as (
    select *, nearest_between(stated_value, least_value, most_value) as ledger_value
    from compared
)

select
    part_id, row, 'month_value' as field,
    case
        when stated_value between least_value and most_value then true
        when stated_value < least_value or (stated_value > most_value and not has_quarantined) then false
    end as ok,
    plain_number(stated_value) as value,
    plain_number(ledger_value) as expected,
    cast(stated_value - ledger_value as decimal(18, 2)) as difference,
    indicator_code, indicator_name, plain_number(stated_value) as stated,
    plain_number(ledger_value) as ledger_count
from judged
