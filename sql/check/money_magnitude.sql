/*
id = "money_magnitude"
kind = "check"
code = "X013"
severity = "query"
category = "accuracy"
forms = []
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "金额量级异常", en = "Money of an unlikely magnitude" }
message = { zh = "金额量级异常，疑似元与万元混用；已按申报的单位计入", en = "the amount is of an unlikely magnitude, as if 元 and 万元 were mixed up; it counts in the declared unit" }
why = { zh = "表头写万元而填元，或相反；两种单位混在一张表里", en = "元 under a header that says 万元, or the reverse, or both in one table" }
fix = { zh = "请核对金额单位和小数点；确认无误的请说明", en = "check the unit and the decimal point; explain the amount if it is right" }
expected = { zh = "与所申报的金额单位相称", en = "in keeping with the declared unit" }
null = { zh = "没有金额的不问；上月不足三笔、同期可比单位又不足的，无法比较", en = "not asked without an amount; unknown where last month has under three and too few other units sent any" }
source = "project definition: amounts, defect 18"
*/
-- Under a header of 万元 an entry that would be an ordinary one in 元 is asked about long before it is impossible.
with amount as (
    select
        part_id, row, 'amount' as field, amount as amount_yuan, 1 as person_count,
        $most_entry_yuan as most_yuan,
        case when donor_kind = '个人' then $most_individual_yuan else $most_usual_entry_yuan end as most_usual_yuan
    from stg.fund_entry
    where not is_quarantined and amount > 0
    union all
    select
        part_id, row, 'amount_yuan', amount_yuan, greatest(coalesce(person_times, 1), 1), $most_gift_yuan,
        $most_gift_yuan
    from stg.activity
    where not is_quarantined and amount_yuan > 0
    union all
    select part_id, row, 'amount_yuan', amount_yuan, 1, $most_gift_yuan, $most_gift_yuan
    from stg.activity_monthly
    where not is_quarantined and amount_yuan > 0
    union all
    select part_id, row, 'budget_yuan', budget_yuan, 1, $most_entry_yuan, $most_usual_entry_yuan
    from stg.project
    where not is_quarantined and budget_yuan > 0
),

placed as (
    select
        amount.part_id, amount.row, amount.field, amount.amount_yuan, amount.person_count,
        case when part.money_unit = '万元' then least(most_yuan, most_usual_yuan) else most_yuan end as most_yuan,
        used.unit_code, used.form, used.period
    from amount
    inner join ent.part_used as used on amount.part_id = used.part_id
    left join meta.part as part on amount.part_id = part.part_id
    where used.period in ($period, $previous_period)
),

typical as (
    select unit_code, form, median(amount_yuan) as amount_yuan
    from placed
    where period = $previous_period
    group by unit_code, form
    having count(*) >= 3
),

unit_typical as (
    select unit_code, form, field, median(amount_yuan) as amount_yuan
    from placed
    where period = $period
    group by unit_code, form, field
),

-- What the units' returns of the month have in common: one of them, or two, doesn't move it.
peer as (
    select form, field, median(amount_yuan) as amount_yuan
    from unit_typical
    group by form, field
    having count(*) >= $least_money_peers
),

-- What one person is paid a month: the only bound that sums of a whole county have.
person_month as (
    select
        paid.unit_code, paid.indicator_code, paid.month_value as amount_yuan,
        nullif(sum(people.month_value), 0) as person_count
    from ent.indicator as paid
    left join ent.indicator as people
        on
            paid.unit_code = people.unit_code and paid.period = people.period
            and (
                (paid.indicator_code = 'K104' and people.indicator_code = 'K103')
                or (paid.indicator_code = 'K203' and people.indicator_code in ('K202', 'K214'))
            )
    where paid.period = $period and paid.indicator_code in ('K104', 'K203') and paid.month_value > 0
    group by paid.unit_code, paid.indicator_code, paid.month_value
)

select
    part_id, row, field,
    amount_yuan >= $least_yuan and amount_yuan / person_count <= most_yuan as ok,
    cast(amount_yuan as varchar) as value,
    cast(null as varchar) as detail
from placed
where period = $period
union all
select
    placed.part_id, cast(null as integer), placed.field,
    median(placed.amount_yuan) < coalesce(max(typical.amount_yuan), max(peer.amount_yuan)) * $shift_ratio
    and median(placed.amount_yuan) * $shift_ratio > coalesce(max(typical.amount_yuan), max(peer.amount_yuan)),
    cast(cast(median(placed.amount_yuan) as decimal(18, 2)) as varchar),
    coalesce(
        '上月 ' || cast(cast(max(typical.amount_yuan) as decimal(18, 2)) as varchar),
        '同期各单位 ' || cast(cast(max(peer.amount_yuan) as decimal(18, 2)) as varchar)
    )
from placed
left join typical on placed.unit_code = typical.unit_code and placed.form = typical.form
left join peer on placed.form = peer.form and placed.field = peer.field
where placed.period = $period
group by placed.part_id, placed.field
having count(*) >= 3
union all
select
    s.part_id, s.row, 'month_value',
    person_month.amount_yuan
    between person_month.person_count * $least_person_yuan and person_month.person_count * $most_person_yuan,
    cast(person_month.amount_yuan as varchar),
    '人均 ' || cast(
        cast(person_month.amount_yuan / person_month.person_count as decimal(18, 2)) as varchar
    )
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
inner join person_month on used.unit_code = person_month.unit_code and s.indicator_code = person_month.indicator_code
where used.period = $period and not s.is_quarantined and s.month_value = person_month.amount_yuan
