/*
id = "declared_less_than_ledger"
kind = "check"
code = "X012"
severity = "query"
category = "consistency"
forms = ["indicator", "pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "申报数小于台账数", en = "Declared less than the ledger holds" }
message = { zh = "重点任务指标申报的结对人数与结对帮扶台账不一致", en = "the declared number of paired people differs from the pairing ledger" }
why = { zh = "K501、K502 应与台账一致", en = "K501 and K502 should equal the ledger" }
fix = { zh = "请核对结对干部数、帮扶对象数与台账", en = "check the declared numbers against the ledger" }
expected = { zh = "与台账一致", en = "equal to the ledger" }
null = { zh = "没有台账的，无法判断", en = "unknown without a ledger" }
source = "AX07 重点任务指标表: K501、K502"
*/
with counted as (
    select unit_code, 'K501' as indicator_code, count(distinct helper_id) as ledger_count
    from ent.pair
    where is_active and is_counted and pair_kind = '主结对' and helper_kind = '党员干部'
    group by unit_code
    union all
    select home_unit, 'K502', count(*)
    from ent.recipient
    where is_member
    group by home_unit
)

select
    s.part_id, s.row, 'total_value' as field,
    coalesce(s.month_value, s.total_value) = counted.ledger_count as ok,
    cast(cast(coalesce(s.month_value, s.total_value) as bigint) as varchar) as value,
    s.indicator_code || '：' || counted.ledger_count as detail,
    cast(coalesce(s.month_value, s.total_value) - counted.ledger_count as decimal(18, 2)) as difference
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
left join counted on used.unit_code = counted.unit_code and s.indicator_code = counted.indicator_code
where used.period = $period and not s.is_quarantined and s.indicator_code in ('K501', 'K502')
