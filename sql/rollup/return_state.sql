/*
id = "return_state"
kind = "rollup"
title = { zh = "报表状态", en = "State of every return" }
grain = ["unit_code", "form"]
order_by = ["unit_code", "form"]
forms = []
internal = true
*/
select
    return_state.unit_code,
    return_state.form,
    return_state.is_expected,
    return_state.state,
    return_state.is_present,
    return_state.used_period,
    return_state.carried_months,
    return_state.is_late
from ent.return_state as return_state
where return_state.is_expected or return_state.state <> 'missing'
