/*
id = "return_fix"
kind = "outcome"
title = { zh = "报表的修复", en = "What was repaired in each return of a load: rule, column title, how many cells, the first one's row" }
grain = ["file_id", "form", "unit_code", "period", "rule", "title"]
*/
select
    part.file_id, part.form, part.unit_code, part.period, fix.rule,
    coalesce(json_extract_string(part.titles, '$."' || fix.field || '"'), fix.field) as title,
    cast(sum(len(fix.rows)) as bigint) as cell_count, min(list_min(fix.rows)) as first_row
from chk.fix as fix
inner join meta.part as part on fix.part_id = part.part_id
where part.load_id = $load_id
group by all
order by all
