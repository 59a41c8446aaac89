/*
id = "return_hold"
kind = "intake"
title = { zh = "报表暂缓采用的原因", en = "Why a return is held, all reasons in one; a return is held whole" }
grain = ["unit_code", "form", "period"]
*/
select
    unit_code,
    form,
    period,
    string_agg(reason, ', ' order by reason desc) as reason
from meta.hold
where released_reason is null
group by all
