/*
id = "compared_row"
kind = "lookup"
title = { zh = "被问及的两行", en = "Both rows as they are asked about, and those by which they were compared" }
grain = ["purpose", "side"]
*/
select
    told.purpose,
    told.side,
    cast(told.part_id as integer) as part_id,
    cast(told.row as integer) as row,
    cast($role as varchar) as role
from (select unnest($rows, recursive := true)) as told
union all
select
    'compared' as purpose,
    case when compared.identity_id = $left_id then 'A' else 'B' end as side,
    compared.part_id,
    compared.row,
    cast($role as varchar) as role
from compared
