/*
id = "part_before"
kind = "intake"
title = { zh = "期初所依据的以前各月", en = "The parts of some units that count and that openings of theirs are held against" }
grain = ["part_id"]
*/
select part.*
from meta.accepted_part as part
inner join (select unnest($units) as unit_code, unnest($months) as month) as unit on part.unit_code = unit.unit_code
where list_contains($forms, part.form) and (part.form <> $form or part.period < unit.month)
