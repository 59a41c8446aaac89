/*
id = "mask_id"
kind = "macro"
args = ["s"]
after = ["is_day_text", "mask"]
title = { zh = "证号列的掩码", en = "What may be shown of a value in a column of ID numbers: as any other, but a day typed there is a birth date, of which the year" }
source = "one mask: whatever column a value stands in, it may be somebody's"
*/
select
    if(is_day_text(s), regexp_extract(s, '^[0-9]+') || '****', mask(s))
