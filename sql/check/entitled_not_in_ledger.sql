/*
id = "entitled_not_in_ledger"
kind = "check"
code = "X080"
severity = "query"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "应结对而台账没有的人过多", en = "Too many entitled who are not in the ledger" }
message = { zh = "{indicator_code} {indicator_name} 申报 {stated} 人，结对台账只有 {ledger_count} 人，相差 {gap_count} 人", en = "{indicator_code} {indicator_name}: {stated} declared, {ledger_count} in the pairing ledger, {gap_count} apart" }
why = { zh = "差额是应结对未结对的人，超过 5% 须核实", en = "the gap is people due a pairing; above 5 % it is asked about" }
expected = { zh = "与台账相差不超过 5%", en = "within 5 % of the ledger" }
fix = { zh = "请将应结对未结对的人以待结对列入台账，或更正申报数", en = "list those who wait as 待结对, or correct the declared number" }
null = { zh = "申报数空白，或本月没有结对台账的为未知；台账有隔离待核行时超出的为未知", en = "unknown where nothing is declared, this month has no pairing ledger, or rows of it wait to be corrected" }
source = "project definition: AX07, against the ledgers"
*/
with compared as (
    select
        s.part_id, s.row, s.indicator_code, code.name as indicator_name,
        coalesce(s.month_value, s.total_value) as stated_value, ledger.most_value as ledger_value,
        coalesce(s.month_value, s.total_value) - ledger.most_value as gap,
        ledger.has_quarantined
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
    left join ent.ledger_figure as ledger
        on used.unit_code = ledger.unit_code and s.indicator_code = ledger.indicator_code
    where
        used.period = $period and not s.is_quarantined and s.indicator_code in ('K101', 'K102', 'K201', 'K301')
)

select
    part_id, row, 'month_value' as field,
    case
        when gap <= greatest($entitled_gap_count, $entitled_gap_share * stated_value) then true
        when gap > 0 and not has_quarantined then false
    end as ok,
    plain_number(stated_value) as value,
    plain_number(ledger_value) as expected,
    cast(gap as decimal(18, 2)) as difference,
    indicator_code, indicator_name, plain_number(stated_value) as stated,
    plain_number(ledger_value) as ledger_count, plain_number(gap) as gap_count
from compared
