/*
id = "load_return"
kind = "outcome"
title = { zh = "入库的报表", en = "The parts of a load with their rows, by reason where they are set aside" }
grain = ["part_id"]
*/
with set_aside as (
    select part_id, reason, count(*) as row_count
    from raw.set_aside
    where part_id in (select part_id from meta.part where load_id = $load_id)
    group by all
),

reason as (
    select part_id, map_from_entries(list(row(reason, row_count) order by reason)) as reasons
    from set_aside
    group by part_id
)

select
    part.file_id, part.form, part.unit_code, part.period,
    case
        when part.state = 'held' or hold.reason is not null then 'held'
        else part.state
    end as state,
    part.rows_read, part.rows_accepted, part.rows_unidentified, part.rows_quarantined, reason.reasons
from meta.part as part
left join reason on part.part_id = reason.part_id
left join (
    select unit_code, form, period, min(reason) as reason
    from meta.hold where released_reason is null group by all
) as hold
    on
        part.state = 'accepted'
        and part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period
where part.load_id = $load_id
order by part.part_id
