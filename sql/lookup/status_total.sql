/*
id = "status_total"
kind = "lookup"
title = { zh = "报送情况合计", en = "How many returns are owed, came in time, came late, are held, are not there; how many units have sent all they owe" }
grain = []
uses = ["return_status"]
*/
with owed as (
    select
        unit_code,
        state,
        is_late,
        state in ('received', 'zero', 'given') as is_there
    from return_status
    where is_expected
),

unit as (
    select unit_code, bool_and(is_there) as is_complete
    from owed
    group by unit_code
)

select
    count(*) as expected,
    count(*) filter (is_there and not is_late) as received,
    count(*) filter (is_there and is_late) as late,
    count(*) filter (state = 'held') as held,
    count(*) filter (not is_there and state <> 'held') as absent,
    count(*) filter (state = 'carried') as carried,
    (select count(*) from unit where unit.is_complete) as complete_units,
    (select count(*) from unit) as units
from owed
