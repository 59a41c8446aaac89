/*
id = "source_return"
kind = "rollup"
title = { zh = "数据来源", en = "Returns that a month is made of" }
grain = ["part_id"]
order_by = ["unit_code", "form", "source_period", "part_id"]
forms = []
internal = true
*/
select
    part.part_id,
    part.unit_code,
    part.form,
    part.period as source_period,
    file.path,
    part.sheet,
    part.content_hash,
    part.row_count
from meta.part as part
inner join meta.file as file on part.file_id = file.file_id
left join ent.return_state as return_state
    on part.unit_code = return_state.unit_code and part.form = return_state.form
where
    part.state = 'accepted'
    and part.period <= $period
    -- A stock counts by its newest return; flows and openings count by all of theirs.
    and (
        part.form not in ('pairing', 'organization', 'project', 'site')
        or part.period = return_state.used_period
    )
