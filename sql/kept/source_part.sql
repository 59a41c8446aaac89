/*
id = "source_part"
kind = "kept"
title = { zh = "所用报表", en = "The parts of returns that the month looked at: of stocks those that are their newest" }
grain = ["part_id"]
*/
select
    cast($period as varchar) as edition,
    unit_code,
    form,
    part_id,
    period as source_period
from ent.part_used
where is_current or form not in ('pairing', 'organization', 'project', 'site')
