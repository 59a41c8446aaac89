/*
id = "owing_unit"
kind = "lookup"
title = { zh = "各单位应报和未报", en = "What each unit owes for a month, what came, and for how many months in a row nothing did" }
grain = ["unit_code"]
uses = ["return_status"]
*/
with owed as (
    select
        unit_code, unit_name, state, is_late, silent_months,
        state in ('received', 'zero', 'given') as is_there
    from return_status
    where is_expected
)

select
    owed.unit_code,
    any_value(owed.unit_name) as unit_name,
    -- A unit that reports to the province itself stands for itself.
    any_value(if(unit.parent_code = $province_code, unit.unit_code, unit.parent_code)) as prefecture_code,
    count(*) as expected,
    count(*) filter (owed.is_there and not owed.is_late) as received,
    count(*) filter (owed.is_there and owed.is_late) as late,
    count(*) filter (owed.state = 'held') as held,
    count(*) filter (not owed.is_there and owed.state <> 'held') as absent,
    -- The newest that came tells how long nothing has come; null where something came this month, or never did.
    case
        when bool_and(not owed.is_there and owed.state <> 'held') then min(owed.silent_months)
    end as silent_months,
    bool_and(not owed.is_there and owed.state <> 'held') as is_silent
from owed
inner join meta.unit as unit on owed.unit_code = unit.unit_code
group by owed.unit_code
order by owed.unit_code
