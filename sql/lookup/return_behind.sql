/*
id = "return_behind"
kind = "lookup"
title = { zh = "数字背后的报表", en = "The returns that a table's rows are made of, of the lowest of these rows alone" }
grain = ["part_id"]
*/
with asked as (
    select unit_scope.unit_code, min(case when unit_row.level in ('area', 'own') then 0 else 1 end) as place
    from ent.unit_scope as unit_scope
    inner join ent.unit_row as unit_row on unit_scope.row_code = unit_row.row_code
    where list_contains($codes, unit_scope.row_code)
    group by unit_scope.unit_code
)

select part.part_id, unit.name, part.form, part.period, file.path
from ent.part_used as used
inner join meta.part as part on used.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join meta.unit as unit on part.unit_code = unit.unit_code
inner join asked on part.unit_code = asked.unit_code
where
    (used.is_current or used.period = $period) and list_contains($forms, part.form)
    and asked.place = (select min(place) from asked)
order by part.period = $period desc, part.unit_code, part.form, part.part_id
