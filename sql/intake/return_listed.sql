/*
id = "return_listed"
kind = "intake"
title = { zh = "一个月的报表", en = "Every part of a month's returns with its place, version, state, reason and row counts" }
grain = ["part_id"]
uses = ["return_hold"]
*/
select
    part.part_id,
    part.unit_code,
    unit.name as unit_name,
    part.form,
    file.path,
    part.sheet,
    part.version,
    case when hold.reason is not null and part.state = 'accepted' then 'held' else part.state end as state,
    if(part.state = 'accepted', hold.reason, part.state_reason) as reason,
    part.superseded_by as other,
    part.filled_date,
    part.received_date,
    part.rows_read,
    part.rows_accepted,
    part.rows_quarantined,
    part.rows_set_aside
from meta.part as part
inner join meta.unit as unit on part.unit_code = unit.unit_code
inner join meta.file as file on part.file_id = file.file_id
left join return_hold as hold
    on part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period
where part.period = $period
order by part.unit_code, part.form, part.part_id
