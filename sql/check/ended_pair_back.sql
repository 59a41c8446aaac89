/*
id = "ended_pair_back"
kind = "check"
code = "X036"
severity = "query"
category = "history"
forms = ["pairing"]
needs = ["previous"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "已终止的结对又为在帮", en = "An ended pair is active again" }
message = { zh = "该结对在{ended_period}的报表中已于{end_date}终止，本月又为在帮，结对日期未改", en = "the return of {ended_period} ended this pair on {end_date}; it is active again with its old date of pairing" }
why = { zh = "误填状态，或沿用了更早的台账", en = "a mistyped status, or an older ledger that was sent again" }
expected = { zh = "终止后再次结对的，结对日期晚于终止日期", en = "a pair that was made anew begins after its end" }
fix = { zh = "确系再次结对的，请填写新的结对日期；否则改为终止", en = "give the new date of pairing, or set the row to 终止" }
null = { zh = "未填结对日期的，无法判断", en = "unknown without a date of pairing" }
source = "project definition: an ended row that comes back as 在帮 is asked about"
*/
with ended as (
    select recipient_id, helper_id, pair_kind, unit_code, max(period) as ended_period, max(end_date) as end_date
    from ent.pair_mention
    where period < $period and status = '终止' and not is_quarantined and helper_id is not null
    group by recipient_id, helper_id, pair_kind, unit_code
),

back as (
    select p.part_id, p.row, p.start_date, ended.*
    from ent.pair_mention as p
    inner join ended
        on
            p.recipient_id = ended.recipient_id and p.helper_id = ended.helper_id
            and p.pair_kind = ended.pair_kind and p.unit_code = ended.unit_code
    where p.period = $period and p.is_current and not p.is_quarantined and p.status = '在帮'
),

-- Told in the month in which it comes back, not ever after.
told_before as (
    select distinct back.part_id, back.row
    from ent.pair_mention as p
    inner join back
        on
            p.recipient_id = back.recipient_id and p.helper_id = back.helper_id
            and p.pair_kind = back.pair_kind and p.unit_code = back.unit_code
    where p.status = '在帮' and p.period >= back.ended_period and p.period < $period
),

told as (
    select back.*
    from back
    anti join told_before on back.part_id = told_before.part_id and back.row = told_before.row
)

select
    p.part_id, p.row, 'status' as field,
    case when told.row is null then true else told.start_date > told.end_date end as ok,
    p.status as value,
    told.ended_period,
    told.end_date
from ent.pair_mention as p
left join told on p.part_id = told.part_id and p.row = told.row
where p.period = $period and p.is_current and not p.is_quarantined and p.status = '在帮'
