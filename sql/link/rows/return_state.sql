/*
id = "return_state"
kind = "link"
title = { zh = "报送状态", en = "What each unit has sent of each form, and what the period uses" }
grain = ["unit_code", "form"]
*/
with pair_of as (
    select unit.unit_code, owes.form, owes.is_expected, owes.kind
    from meta.unit as unit
    inner join meta.owes as owes on unit.unit_code = owes.unit_code
    where
        unit.reports <> 'optional'
        or exists (select 1 from meta.part as part where part.unit_code = unit.unit_code and part.period <= $period)
),

accepted as (
    select
        unit_code, form, bool_and(is_zero) as is_zero, count(*) as part_count, max(version) as version_count,
        max(filled_date) as filled_date,
        -- Loaded by a program that kept no day of receipt: the sender's own date stands in for it.
        max(coalesce(received_date, filled_date)) as received_date,
        sum(rows_read) as rows_read, sum(rows_accepted) as rows_accepted,
        sum(rows_unidentified) as rows_unidentified, sum(rows_quarantined) as rows_quarantined,
        sum(rows_set_aside) as rows_set_aside
    from meta.accepted_part as part
    anti join ent.excluded_part as excluded on part.part_id = excluded.part_id
    where period = $period
    group by unit_code, form
),

left_out as (
    select distinct part.unit_code, part.form
    from ent.excluded_part as excluded
    inner join meta.part as part on excluded.part_id = part.part_id
    where part.period = $period
),

held as (
    select distinct unit_code, form
    from meta.part
    where
        period = $period and state in ('accepted', 'held')
        and not exists (select 1 from meta.accepted_part as ok where ok.part_id = part.part_id)
),

used as (
    select unit_code, form, max(period) as used_period, bool_or(is_current) as is_current
    from ent.part_used
    group by unit_code, form
),

found as (
    select
        part.unit_code, part.form,
        count(*) filter (rule.severity = 'error') as error_count,
        count(*) filter (rule.severity = 'query') as query_count,
        count(*) filter (rule.severity = 'note') as note_count
    from chk.finding as finding
    inner join meta.accepted_part as part on finding.part_id = part.part_id
    inner join chk.rule as rule on finding.rule = rule.rule
    where
        part.period = $period and (finding.period is null or finding.period = $period)
        and finding.outcome is distinct from 'unknown'
    group by part.unit_code, part.form
),

-- Who was granted a later day; the newest word holds.
extension as (
    select unit_code, form, max_by(until_day, decision_id) as until_day
    from meta.return_decision
    where verb = 'extend' and period = $period
    group by unit_code, form
),

judged as (
    select
        pair_of.*, accepted.* exclude (unit_code, form), used.used_period, used.is_current,
        found.error_count, found.query_count, found.note_count,
        date_diff('month', cast(used.used_period || '-01' as date), $period_start) as months_old,
        case
            when accepted.part_count is not null then case when accepted.is_zero then 'zero' else 'received' end
            when left_out.unit_code is not null then 'left_out'
            when held.unit_code is not null then 'held'
            when pair_of.kind = 'flow' or used.used_period is null then 'missing'
            -- An opening is given once: nothing is carried forward, and nothing is missing.
            when pair_of.kind = 'opening' then 'given'
            when used.is_current then 'carried'
            else 'lapsed'
        end as state
    from pair_of
    left join accepted on pair_of.unit_code = accepted.unit_code and pair_of.form = accepted.form
    left join left_out on pair_of.unit_code = left_out.unit_code and pair_of.form = left_out.form
    left join held on pair_of.unit_code = held.unit_code and pair_of.form = held.form
    left join used on pair_of.unit_code = used.unit_code and pair_of.form = used.form
    left join found on pair_of.unit_code = found.unit_code and pair_of.form = found.form
)

select
    judged.unit_code, judged.form, judged.is_expected, judged.state, judged.used_period,
    state in ('received', 'zero', 'carried', 'given')
    or (state in ('held', 'left_out') and kind <> 'flow' and coalesce(is_current, false)) as is_present,
    cast(case when state in ('carried', 'held', 'left_out', 'lapsed') then months_old end as integer) as carried_months,
    coalesce(judged.received_date > coalesce(extension.until_day, period.deadline), false) as is_late,
    judged.filled_date,
    judged.received_date,
    -- What wasn't received has no counts: a 0 would say that an empty return came.
    cast(part_count as integer) as part_count,
    cast(version_count as integer) as version_count,
    cast(rows_read as bigint) as rows_read,
    cast(rows_accepted as bigint) as rows_accepted,
    cast(rows_unidentified as bigint) as rows_unidentified,
    cast(rows_quarantined as bigint) as rows_quarantined,
    cast(rows_set_aside as bigint) as rows_set_aside,
    cast(if(part_count is null, null, coalesce(error_count, 0)) as bigint) as error_count,
    cast(if(part_count is null, null, coalesce(query_count, 0)) as bigint) as query_count,
    cast(if(part_count is null, null, coalesce(note_count, 0)) as bigint) as note_count
from judged
left join meta.period as period on period.period = $period
left join extension on judged.unit_code = extension.unit_code and judged.form = extension.form
