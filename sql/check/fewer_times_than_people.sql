/*
id = "fewer_times_than_people"
kind = "check"
code = "X016"
severity = "query"
category = "consistency"
forms = ["indicator", "activity"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "人次小于人数", en = "Fewer person-times than people" }
message = { zh = "{indicator_code} {indicator_name} 申报 {stated} 人次，台账中涉及 {person_count} 人", en = "{indicator_code} {indicator_name}: {stated} person-times declared, {person_count} people in the activity ledger" }
why = { zh = "把人数当作人次填报", en = "people were counted where every occasion counts" }
expected = { zh = "人次不少于台账涉及的人数", en = "at least as many person-times as people in the ledger" }
fix = { zh = "请按人次填报，并与帮扶活动台账核对", en = "count every occasion, and compare with the activity ledger" }
null = { zh = "申报数空白，或本月没有帮扶活动台账的为未知", en = "unknown where nothing is declared or this month has no activity ledger" }
source = "project definition: AX07, against the ledgers"
*/
-- People are at most the ledger's times: they are counted only where fewer times than those are declared.
with declared as (
    select
        s.part_id, s.row, used.unit_code, s.indicator_code, code.name as indicator_name, s.month_value,
        ledger.most_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
    left join ent.ledger_figure as ledger
        on used.unit_code = ledger.unit_code and s.indicator_code = ledger.indicator_code
    where used.period = $period and not s.is_quarantined and s.indicator_code in ('K503', 'K504', 'K407')
),

suspect as (
    select distinct
        unit_code, indicator_code,
        case indicator_code when 'K503' then '联系交流' when 'K504' then '走访探视' end as activity_kind,
        if(indicator_code = 'K407', '辅助结对', '主结对') as pair_kind
    from declared
    where month_value < most_value
),

reached as (
    select suspect.unit_code, suspect.indicator_code, count(distinct activity.recipient_id) as person_count
    from suspect
    inner join ent.activity as activity
        on
            suspect.unit_code = activity.unit_code and suspect.pair_kind = activity.pair_kind
            and suspect.activity_kind is not distinct from
            if(suspect.pair_kind = '主结对', activity.activity_kind, null)
    where activity.period = $period and activity.is_counted
    group by suspect.unit_code, suspect.indicator_code
)

select
    declared.part_id, declared.row, 'month_value' as field,
    case
        when declared.most_value is not null then declared.month_value >= coalesce(reached.person_count, 0)
    end as ok,
    plain_number(declared.month_value) as value,
    '≥ ' || reached.person_count as expected,
    cast(declared.month_value - reached.person_count as decimal(18, 2)) as difference,
    declared.indicator_code, declared.indicator_name, plain_number(declared.month_value) as stated,
    reached.person_count
from declared
left join reached
    on declared.unit_code = reached.unit_code and declared.indicator_code = reached.indicator_code
