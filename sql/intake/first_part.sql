/*
id = "first_part"
kind = "intake"
title = { zh = "分册所属的主分册", en = "The part of that number; of second persons out of one cell, their sheet's" }
grain = ["part_id"]
uses = ["sheet_part"]
*/
select
    first.part_id,
    first.unit_code,
    first.form,
    first.period,
    first.state,
    first.state_reason,
    first.superseded_by
from sheet_part
inner join meta.part as first on sheet_part.first_id = first.part_id
where sheet_part.part_id = $part
