/*
id = "return_status"
kind = "lookup"
title = { zh = "报送情况", en = "Who has sent what for a month: one row a unit and form that is owed or was sent, with its mark as T09 prints it" }
grain = ["unit_code", "form"]
uses = ["return_extension"]
*/
with before as (
    select unit_code, form, max(period) as last_period
    from meta.accepted_part
    where period < $period
    group by unit_code, form
)

select
    unit.unit_code,
    unit.name as unit_name,
    state.form,
    state.state,
    state.is_expected,
    state.used_period,
    state.filled_date,
    state.received_date,
    state.is_late,
    extension.until_day as extended_until,
    state.part_count,
    state.rows_read,
    state.rows_accepted,
    state.rows_quarantined,
    state.rows_set_aside,
    state.error_count,
    state.query_count,
    state.note_count,
    -- Of what is owed and didn't come: since when, and whether last month's did.
    case
        when state.is_expected and state.state in ('carried', 'lapsed', 'missing')
            then date_diff('month', cast(before.last_period || '-01' as date), $period_start)
    end as silent_months,
    state.is_expected and state.state in ('carried', 'lapsed', 'missing')
    and coalesce(before.last_period = $previous_period, false) as fell_silent,
    case
        when state.state in ('received', 'zero') and state.is_late then '迟'
        when state.state = 'received' then '✓'
        when state.state = 'zero' then '零'
        when state.state = 'carried' then '沿'
        when state.state = 'given' then '期'
        when state.state = 'held' then '扣'
        when state.is_expected then '缺'
    end as mark,
    coalesce($state is null or state.state = $state or ($state = 'late' and state.is_late), false) as is_wanted
from ent.return_state as state
inner join meta.unit as unit on state.unit_code = unit.unit_code
left join before on state.unit_code = before.unit_code and state.form = before.form
left join return_extension as extension on state.unit_code = extension.unit_code and state.form = extension.form
where
    (state.is_expected or state.state <> 'missing')
    and ($units is null or unit.unit_code in (select unnest($units)))
