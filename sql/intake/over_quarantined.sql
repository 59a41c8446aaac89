/*
id = "over_quarantined"
kind = "intake"
title = { zh = "隔离行过多的报表", en = "Stock returns in `judged_return` of whose rows too many are quarantined" }
grain = ["unit_code", "form", "period"]
*/
select
    part.unit_code,
    part.form,
    part.period,
    'quarantined' as reason,
    sum(part.rows_quarantined) as item_count,
    cast(floor($share * sum(part.rows_accepted + part.rows_quarantined)) as bigint) as limit_count
from meta.part as part
semi join judged_return as judged
    on part.unit_code = judged.unit_code and part.form = judged.form and part.period = judged.period
where part.state = 'accepted' and list_contains($stock, part.form)
group by part.unit_code, part.form, part.period
having
    sum(part.rows_quarantined) > $share * sum(part.rows_accepted + part.rows_quarantined)
    and sum(part.rows_quarantined) >= $least
