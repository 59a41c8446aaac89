/*
id = "opening_to_judge"
kind = "intake"
title = { zh = "须重新判断的期初", en = "Openings of some units that are held, or wait beside one that doesn't stand any more" }
grain = ["part_id"]
*/
select part.part_id
from meta.part as part
left join meta.hold as hold
    on
        part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period
        and hold.reason = $reason and hold.released_reason is null
left join meta.part as rival on part.superseded_by = rival.part_id
where
    list_contains($units, part.unit_code)
    and (
        (part.state = 'accepted' and hold.reason is not null)
        or (part.state = 'held' and part.state_reason = $reason and rival.state is distinct from 'accepted')
    )
order by part.part_id
