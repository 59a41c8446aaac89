/*
id = "is_several_ids"
kind = "macro"
args = ["s"]
title = { zh = "一格多号", en = "Of an ID number's text (see id_text): two or more numbers in one cell, or 等3人" }
source = "intake 20"
*/
select
    length(s) >= 30
    or regexp_matches(s, '[0-9X][、/;,|][0-9]{6}|等[0-9一二两三四五六七八九十]+[人名户个]')
