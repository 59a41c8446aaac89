/*
id = "lasting_finding"
kind = "outcome"
title = { zh = "问题的长久标识", en = "What makes each finding the same from month to month, and what stands there: both are kept with an explanation, whatever database engine reads them later" }
grain = ["finding_id"]
*/
-- `row_cell` has of each finding with a row the row's key and the cell, as they were delivered.
select
    standing.finding_id,
    md5(
        concat_ws(
            chr(31), standing.rule, coalesce(standing.unit, ''), coalesce(standing.form, ''),
            coalesce(standing.field, standing.title, ''), coalesce(row_cell.texts, ''),
            -- A notice is known by its sheet, what speaks of no row by the value that it names.
            if(standing.finding_id < 0, coalesce(standing.sheet, ''), ''),
            if(standing.row is null, coalesce(standing.value, ''), '')
        )
    ) as sign,
    md5(
        concat_ws(
            chr(31), coalesce(standing.value, ''), coalesce(row_cell.cell, ''), coalesce(standing.message, '')
        )
    ) as value_sign
from standing
left join row_cell on standing.finding_id = row_cell.finding_id
