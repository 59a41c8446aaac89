/*
id = "return_status"
kind = "lookup"
title = { zh = "报送情况", en = "Who has sent what for a month: one row a unit and form that is owed or was sent" }
grain = ["unit_code", "form"]
*/
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
    state.part_count,
    state.rows_read,
    state.rows_accepted,
    state.rows_quarantined,
    state.rows_set_aside,
    state.error_count,
    state.query_count,
    state.note_count
from ent.return_state as state
inner join meta.unit as unit on state.unit_code = unit.unit_code
where state.is_expected or state.state <> 'missing'
order by unit.unit_code, state.form
