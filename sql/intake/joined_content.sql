/*
id = "joined_content"
kind = "intake"
title = { zh = "连同第二人的内容", en = "What tells whether a sheet was loaded before, with what its second persons say" }
grain = ["part_id"]
uses = ["sheet_part"]
*/
select
    first.part_id,
    first.content_hash || '+' || string_agg(share.content_hash, '+' order by share.share) as content_hash
from sheet_part
inner join meta.part as share on sheet_part.part_id = share.part_id
inner join meta.part as first on sheet_part.first_id = first.part_id
where share.load_id = $load_id and share.share > 1
group by first.part_id, first.content_hash
