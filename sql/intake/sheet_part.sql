/*
id = "sheet_part"
kind = "intake"
title = { zh = "报表分册及其所属工作表", en = "Every part with the one of the first persons of its sheet: itself, but for second persons out of one cell" }
grain = ["part_id"]
*/
select
    part_id, share,
    case
        when share = 1 then part_id
        else min(part_id) filter (share = 1) over (
            partition by file_id, sheet, layout, unit_code, period, header_row
        )
    end as first_id
from meta.part
