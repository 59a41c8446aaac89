/*
id = "excluded_return"
kind = "rollup"
title = { zh = "汇总时指明不计入的报表", en = "Returns that this rollup was told to go without" }
grain = ["part_id"]
order_by = ["unit_code", "form", "source_period", "part_id"]
forms = []
internal = true
*/
select
    part.part_id,
    part.unit_code,
    unit.name as unit_name,
    part.form,
    part.period as source_period,
    file.path,
    part.sheet
from ent.excluded_part as excluded
inner join meta.part as part on excluded.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join meta.unit as unit on part.unit_code = unit.unit_code
where part.period <= $period
