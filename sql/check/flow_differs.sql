/*
id = "flow_differs"
kind = "check"
code = "X083"
severity = "query"
category = "consistency"
forms = ["indicator"]
yields_to = ["X016", "X071", "X014"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "本月申报数与台账不符", en = "This month's number differs from the ledger" }
message = { zh = "{indicator_code} {indicator_name} 申报 {stated}，台账为 {ledger_count}", en = "{indicator_code} {indicator_name}: {stated} declared, {ledger_count} in the ledger" }
why = { zh = "K402 应与专项基金募集一致，K407、K503、K504、K505 应与帮扶活动台账一致", en = "K402 should equal the money raised in the fund ledger; K407, K503, K504 and K505 the activity ledger" }
expected = { zh = "与本月台账合计一致，单位为元、人次、件", en = "the same as this month's ledger, in 元, person-times and matters" }
fix = { zh = "请核对申报数与台账；漏登的补登台账", en = "check both; enter in the ledger what it lacks" }
null = { zh = "申报数空白，或本月没有该台账而申报不为零的为未知；台账有隔离待核行时多报的为未知；零报告不问", en = "unknown where nothing is declared, a number is declared without a ledger, or more while rows of the ledger wait to be corrected; zero returns are not asked about" }
source = "project definition: AX07, against the ledgers"
*/
with compared as (
    select
        s.part_id, s.row, s.indicator_code, code.name as indicator_name, s.month_value as stated_value,
        ledger.least_value, ledger.most_value, ledger.has_quarantined,
        coalesce(ledger.is_zero, false) as is_zero
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
    left join ent.ledger_figure as ledger
        on used.unit_code = ledger.unit_code and s.indicator_code = ledger.indicator_code
    where
        used.period = $period and not s.is_quarantined
        and s.indicator_code in ('K402', 'K407', 'K503', 'K504', 'K505')
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
        -- No ledger and nothing declared agree.
        when most_value is null and stated_value = 0 then true
        when stated_value < least_value or (stated_value > most_value and not has_quarantined) then false
    end as ok,
    plain_number(stated_value) as value,
    plain_number(ledger_value) as expected,
    cast(stated_value - ledger_value as decimal(18, 2)) as difference,
    indicator_code, indicator_name, plain_number(stated_value) as stated,
    plain_number(ledger_value) as ledger_count
from judged
where not is_zero
