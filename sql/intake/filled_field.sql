/*
id = "filled_field"
kind = "intake"
title = { zh = "各分册各列已填单元格数", en = "How many cells of each field of a part are filled, and how many of them stand in rows without a sound ID number" }
grain = ["part_id", "field"]
*/
select
    filled.part_id,
    filled.field,
    filled.filled_count,
    coalesce(alone.alone_count, 0) as alone_count
from filled
left join alone on filled.part_id = alone.part_id and filled.field = alone.field
