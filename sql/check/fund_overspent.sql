/*
id = "fund_overspent"
kind = "check"
code = "X067"
severity = "note"
category = "consistency"
forms = ["fund_entry"]
yields_to = ["X013"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "支出大于累计收入", en = "More spent than ever came in" }
message = { zh = "累计支出和拨付 {spent_yuan} 元，大于累计募集和拨入 {received_yuan} 元", en = "{spent_yuan} yuan spent and passed down, more than the {received_yuan} raised and received so far" }
why = { zh = "漏报收入、重复填报支出，或金额单位填错", en = "income left out, spending entered twice, or a wrong unit of money" }
expected = { zh = "累计支出不大于累计收入", en = "no more than came in" }
fix = { zh = "请核对收支明细和期初累计；上年结余支出的请说明", en = "check the entries and the opening; explain money left from before" }
null = { zh = "没有期初累计或中间缺报月份的，超支时无法判断", en = "unknown where there is no opening, or months are missing" }
source = "project definition: AX04"
*/
with opened as (
    select unit_code, max(value) as value, max(as_of) as as_of
    from ent.opening
    where measure = '募集资金' and scope = '启动以来累计'
    group by unit_code
),

sender as (
    select unit_code, min(part_id) as part_id
    from ent.part_used
    where form = 'fund_entry' and period = $period
    group by unit_code
),

loaded as (
    select loaded.unit_code, count(*) as month_count
    from ent.month_loaded as loaded
    left join opened on loaded.unit_code = opened.unit_code
    where
        loaded.form = 'fund_entry'
        and last_day(cast(loaded.period || '-01' as date)) > coalesce(opened.as_of, $programme_start)
    group by loaded.unit_code
),

balance as (
    select
        sender.unit_code, sender.part_id,
        coalesce(max(opened.value), 0)
        + coalesce(sum(entry.amount_yuan) filter (entry.direction in ('募集', '上级拨入')), 0) as received_yuan,
        coalesce(sum(entry.amount_yuan) filter (entry.direction in ('支出', '拨付下级')), 0) as spent_yuan,
        -- All months from the opening, or from the programme's start, to this one.
        max(loaded.month_count) >= date_diff(
            'month', coalesce(max(opened.as_of) + 1, $programme_start), $period_start
        ) + 1 as is_whole
    from sender
    left join opened on sender.unit_code = opened.unit_code
    left join loaded on sender.unit_code = loaded.unit_code
    left join ent.fund_entry as entry
        on sender.unit_code = entry.unit_code and entry.entry_date > coalesce(opened.as_of, date '1900-01-01')
    group by sender.unit_code, sender.part_id
)

select
    part_id, cast(null as integer) as row, 'amount' as field,
    case when spent_yuan <= received_yuan then true when is_whole then false end as ok,
    cast(cast(spent_yuan as decimal(18, 2)) as varchar) as value,
    cast(spent_yuan - received_yuan as decimal(18, 2)) as difference,
    cast(spent_yuan as decimal(18, 2)) as spent_yuan,
    cast(received_yuan as decimal(18, 2)) as received_yuan
from balance
