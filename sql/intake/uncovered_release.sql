/*
id = "uncovered_release"
kind = "intake"
title = { zh = "未包括此分册的采用", en = "The hold of a part's return whose release was not given for this part" }
grain = ["unit_code", "form", "period", "reason"]
uses = ["covered"]
*/
select
    hold.unit_code,
    hold.form,
    hold.period,
    hold.reason
from meta.hold as hold
inner join meta.part as part
    on hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
where
    part.part_id = $part and hold.reason = $reason and hold.released_reason is not null
    and part.part_id not in (select covered.part_id from covered where covered.reason = $reason)
