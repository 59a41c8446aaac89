/*
id = "shared_row"
kind = "intake"
title = { zh = "分册共有的行数", en = "How many row keys each two parts of one return have in common" }
grain = ["first_id", "second_id"]
*/
select
    a.part_id as first_id,
    b.part_id as second_id,
    count(*) as row_count
from row_key as a
inner join row_key as b
    on a.unit_code = b.unit_code and a.period = b.period and a.row_hash = b.row_hash and a.part_id <> b.part_id
group by all
