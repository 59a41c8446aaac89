/*
id = "return_count"
kind = "close"
title = { zh = "签发前：每种报表各状态的份数", en = "Before sign-off: how many returns of each form are in which state" }
grain = ["form"]
*/
select
    state.form,
    count(*) filter (where state.is_expected) as expected_count,
    count(*) filter (where state.state in ('received', 'zero', 'given')) as received_count,
    count(*) filter (where state.is_late) as late_count,
    count(*) filter (where state.state = 'carried') as carried_count,
    count(*) filter (where state.state = 'held') as held_count,
    count(*) filter (where state.state = 'left_out') as left_out_count,
    count(*) filter (where state.is_expected and state.state in ('missing', 'lapsed')) as missing_count
from out.return_state as state
where state.period = $period
group by state.form
order by state.form
