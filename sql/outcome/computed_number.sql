/*
id = "computed_number"
kind = "outcome"
title = { zh = "申报数与计算数", en = "What each explained finding states, what was computed, and whether it is last month's number" }
grain = ["finding_id"]
*/
select
    explained.finding_id, explained.rule, explained.stated, explained.stated - explained.difference as computed,
    coalesce(bool_or(
        explained.stated = explained.previous
        or explained.stated = s.month_value and s.month_value = before.month_value
        or explained.stated = s.year_value and s.year_value = before.year_value
        or explained.stated = s.total_value and s.total_value = before.total_value
    ), false) as is_previous
from explained
left join stg.indicator as s on explained.part_id = s.part_id and explained.row = s.row
left join ent.part_used as used on s.part_id = used.part_id
left join ent.indicator as before
    on
        used.unit_code = before.unit_code and s.indicator_code = before.indicator_code
        and before.period = $previous_period
group by all
order by explained.finding_id
