/*
id = "share_state"
kind = "intake"
title = { zh = "随同的分册状态", en = "The state of the first persons' part, where second persons out of the same cells have another" }
grain = ["part_id"]
uses = ["sheet_part"]
*/
select
    sheet_part.part_id,
    first.state,
    first.state_reason,
    first.superseded_by
from sheet_part
inner join meta.part as first on sheet_part.first_id = first.part_id
inner join meta.part as part on sheet_part.part_id = part.part_id
where sheet_part.part_id <> sheet_part.first_id and part.state <> first.state
