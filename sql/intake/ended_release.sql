/*
id = "ended_release"
kind = "intake"
title = { zh = "不再成立的采用", en = "Holds of returns in `judged_return` whose release was given for other parts than are there now" }
grain = ["unit_code", "form", "period", "reason"]
uses = ["covered"]
*/
select
    hold.unit_code,
    hold.form,
    hold.period,
    hold.reason
from meta.hold as hold
semi join judged_return as judged
    on hold.unit_code = judged.unit_code and hold.form = judged.form and hold.period = judged.period
inner join meta.part as part
    on hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
left join covered on part.part_id = covered.part_id and hold.reason = covered.reason
where
    hold.released_reason is not null
    and (
        (
            hold.reason = 'quarantined' and part.state = 'accepted' and part.rows_quarantined > 0
            and covered.part_id is null
        )
        or (hold.reason = 'lost pairs' and part.state <> 'accepted' and covered.part_id is not null)
    )
