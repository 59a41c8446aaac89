/*
id = "unlinked_return"
kind = "lookup"
title = { zh = "尚未认定人员的月份", en = "A pairing return of a month of which nobody knows yet whom it counted" }
grain = ["part_id"]
*/
select part.part_id
from meta.accepted_part as part
where
    part.period = $period and part.form = 'pairing'
    and not exists (select 1 from meta.member_unit as unit where unit.period = $period)
order by part.part_id
limit 1
