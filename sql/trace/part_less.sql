/*
id = "part_less"
kind = "trace"
title = { zh = "去掉若干行后的行数", en = "How many rows a part has without those that go" }
grain = ["part_id"]
*/
select
    part.part_id,
    part.rows_read - count(*) as rows_read,
    part.rows_accepted - count(*) filter (not staged.is_quarantined) as rows_accepted,
    part.rows_quarantined - count(*) filter (staged.is_quarantined) as rows_quarantined
from staged
inner join gone on staged.part_id = gone.part_id and staged.row = gone.row
inner join meta.part as part on staged.part_id = part.part_id
group by part.part_id, part.rows_read, part.rows_accepted, part.rows_quarantined
