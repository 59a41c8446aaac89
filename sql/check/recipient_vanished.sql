/*
id = "recipient_vanished"
kind = "check"
code = "X037"
severity = "query"
category = "history"
forms = ["pairing"]
needs = ["previous"]
grain = ["part_id", "value", "earlier_row"]
since = "2023-05"
title = { zh = "对象未终止即消失", en = "A recipient vanished without an ending" }
message = { zh = "{earlier_period}报表第{earlier_row}行的在帮对象，本月报表中没有，也未登记终止", en = "the active recipient in row {earlier_row} of the return of {earlier_period} is not in this month's, and was never ended" }
why = { zh = "退出须登记终止日期和原因；漏报会使人数减少", en = "who leaves is ended with a date and a reason; a forgotten row lowers the count" }
expected = { zh = "上期在帮的对象，本期仍在帮或已登记终止", en = "who was active is still there, or ended" }
fix = { zh = "漏报的请补报；已退出的请登记终止日期和原因", en = "add the row, or end it with its date and reason" }
null = { zh = "身份未核实的对象不问；本月有同名而号码未核实的，无法判断", en = "people without a sound number are not asked; unknown where a namesake without one is there" }
source = "project definition: 期初 + 新增 − 退出 = 期末; a person absent without 退出 breaks the ledger"
*/
with sent as (
    select unit_code, min(part_id) as part_id
    from ent.part_used
    where form = 'pairing' and period = $period and is_current
    group by unit_code
),

earlier as (
    select unit_code, max(period) as period
    from ent.part_used
    where form = 'pairing' and period < $period
    group by unit_code
),

past as (
    select
        sent.part_id, p.unit_code, p.recipient_id, p.recipient_folded, p.recipient_text, p.period,
        p.part_id as past_part_id, p.row
    from ent.pair_mention as p
    inner join earlier on p.unit_code = earlier.unit_code and p.period = earlier.period
    inner join sent on p.unit_code = sent.unit_code
    where p.status = '在帮' and not p.is_quarantined and p.is_area and p.is_recipient_identified
),

-- A quarantined row is there all the same; who is in another unit's return has moved and is no loss.
gone as (
    select past.*
    from past
    anti join (
        select recipient_id
        from ent.pair_mention
        where is_current
    ) as present on past.recipient_id = present.recipient_id
),

nameless as (
    select distinct unit_code, recipient_folded
    from ent.pair_mention
    where period = $period and is_current and not is_recipient_identified
)

select
    past.part_id, cast(null as integer) as row, 'recipient_id' as field, true as ok, cast(null as varchar) as value,
    past.period as earlier_period, past.row as earlier_row
from past
anti join gone on past.recipient_id = gone.recipient_id
union all
select
    gone.part_id, null, 'recipient_id',
    case when bool_or(nameless.unit_code is null) then false end,
    mask_id(min(gone.recipient_text)), gone.period,
    min_by(gone.row, (gone.past_part_id, gone.row))
from gone
left join nameless on gone.unit_code = nameless.unit_code and gone.recipient_folded = nameless.recipient_folded
group by gone.part_id, gone.period, gone.recipient_id
