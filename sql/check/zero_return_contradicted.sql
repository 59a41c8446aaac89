/*
id = "zero_return_contradicted"
kind = "check"
code = "X094"
severity = "query"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "零报告与指标数矛盾", en = "A zero return against declared numbers" }
message = { zh = "{ledger_name} 是零报告，但 {codes} 申报了本月数（共 {stated}）", en = "{ledger_name} is a zero return, but {codes} declare numbers this month ({stated} together)" }
why = { zh = "台账零报告时，相应指标的本月数应为零", en = "where a ledger says nothing happened, its indicators are 0" }
expected = { zh = "相应指标本月数为 0", en = "0 in the indicators of that ledger" }
fix = { zh = "请补报台账，或将指标改为 0", en = "send the ledger, or correct the indicators to 0" }
null = { zh = "指标均空白的为未知", en = "unknown where the indicators are blank" }
source = "statistics.md: zero returns"
*/
with declared as (
    select
        s.part_id, s.row, ledger.unit_code, ledger.form, s.indicator_code, s.month_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join ent.ledger_figure as ledger
        on used.unit_code = ledger.unit_code and s.indicator_code = ledger.indicator_code
    where
        used.period = $period and not s.is_quarantined and ledger.is_zero
        and ledger.form in ('activity', 'fund_entry')
)

select
    min(part_id) as part_id,
    coalesce(arg_min(row, row) filter (month_value > 0), min(row)) as row,
    'month_value' as field,
    sum(month_value) = 0 as ok,
    plain_number(sum(month_value)) as value,
    '0' as expected,
    cast(sum(month_value) as decimal(18, 2)) as difference,
    if(form = 'activity', 'AX02', 'AX04') as ledger_name,
    string_agg(indicator_code, '、' order by indicator_code) filter (month_value > 0) as codes,
    plain_number(sum(month_value)) as stated
from declared
group by unit_code, form
