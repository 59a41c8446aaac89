/*
id = "fund"
kind = "trace"
title = { zh = "资金的来源", en = "Fund entries that a cell adds up, the opening, what it covers, and repeats" }
grain = ["cell_no", "state", "part_id", "row"]
cells = ["t05.*_yuan"]
forms = ["fund_entry"]
*/
with opening as (
    select unit_code, value, as_of, part_id, row
    from ent.opening
    where measure = '募集资金' and scope = '启动以来累计' and as_of <= $as_of
),

entry as (
    select
        fund.part_id, fund.row, fund.unit_code, fund.period, fund.direction, fund.amount_yuan,
        case
            when fund.is_repeat then 'repeated'
            when
                fund.direction = '募集' and opening.as_of is not null
                and not coalesce(fund.entry_date > opening.as_of, false)
                then 'covered'
            else 'counted'
        end as state
    from ent.fund_row as fund
    left join opening on fund.unit_code = opening.unit_code
),

named as (
    select
        entry.*,
        case direction
            when '募集' then 't05.raised_'
            when '支出' then 't05.spent_'
            when '上级拨入' then 't05.received_'
            when '拨付下级' then 't05.passed_'
        end as stem
    from entry
)

select
    cell.cell_no, cell.role, named.state, named.unit_code, named.part_id, named.row, 'amount' as field,
    cell.sign * named.amount_yuan as amount
from named
inner join ent.unit_scope as scope on named.unit_code = scope.unit_code
inner join ent.unit_row as own on named.unit_code = own.unit_code and own.level in ('area', 'own')
inner join ent.trace_cell as cell
    on
        scope.row_code = cell.row_code
        and (
            cell.told = named.stem || 'total_yuan'
            or (cell.told = named.stem || 'month_yuan' and named.period = $period)
        )
union all
select
    cell.cell_no, cell.role, 'opening', opening.unit_code, opening.part_id, opening.row, 'value',
    cell.sign * opening.value
from opening
inner join ent.unit_scope as scope on opening.unit_code = scope.unit_code
inner join ent.unit_row as own on opening.unit_code = own.unit_code and own.level in ('area', 'own')
inner join ent.trace_cell as cell on scope.row_code = cell.row_code and cell.told = 't05.raised_total_yuan'
