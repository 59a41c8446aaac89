/*
id = "form_silent"
kind = "lookup"
title = { zh = "每种报表没有报的单位", en = "The units behind each form that have not reported, and whether they had the month before" }
grain = ["form", "unit_code"]
*/
-- fell_silent: reported last month and not this one; these are named first.
select
    state.form,
    state.unit_code,
    state.state,
    state.used_period,
    coalesce(state.is_present, state.state = 'carried') as is_carried,
    coalesce(before.state in ('received', 'zero'), false) as fell_silent
from out.return_state as state
left join out.return_state as before
    on
        before.period = $previous_period
        and state.form = before.form
        and state.unit_code = before.unit_code
where
    state.period = $period
    and state.is_expected
    and state.state not in ('received', 'zero', 'given')
order by state.form, fell_silent desc, state.unit_code
