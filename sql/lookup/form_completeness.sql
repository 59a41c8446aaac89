/*
id = "form_completeness"
kind = "lookup"
title = { zh = "每种报表应报、已报、沿用、未报的份数", en = "Returns of each form: expected, received, carried forward, absent" }
grain = ["form"]
*/
-- Only what is owed is counted: what a unit may send but needn't makes nothing complete. What a return that is held or
-- left out had before is carried forward like that of one that didn't come.
with expected as (
    select
        period,
        form,
        unit_code,
        state in ('received', 'zero', 'given') as is_received,
        coalesce(is_present, state in ('received', 'zero', 'given', 'carried')) as is_present
    from out.return_state
    where period in ($period, $previous_period) and is_expected
),

-- Two months compare where the same units stand in both; of a month that isn't there nothing is known.
compared as (
    select
        form,
        unit_code,
        bool_or(is_present) filter (period = $period) as is_present,
        bool_or(is_present) filter (period = $previous_period) as was_present
    from expected
    group by form, unit_code
),

comparable as (
    select
        form,
        if(count(was_present) = 0, null, bool_and(is_present is not distinct from was_present)) as is_comparable
    from compared
    group by form
)

select
    expected.form,
    count(*) as expected_count,
    count(*) filter (expected.is_received) as received_count,
    count(*) filter (not expected.is_received and expected.is_present) as carried_count,
    count(*) filter (not expected.is_received and not expected.is_present) as absent_count,
    any_value(comparable.is_comparable) as is_comparable
from expected
inner join comparable on expected.form = comparable.form
where expected.period = $period
group by expected.form
order by expected.form
