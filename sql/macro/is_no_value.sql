/*
id = "is_no_value"
kind = "macro"
args = ["s"]
title = { zh = "不适用标记", en = "A mark that means none or not applicable: 0, blank and these stay three things" }
*/
select
    -- An IN list would be planned as a join at each use: half of what staging a small return takes.
    -- Plain alternatives only: staging reads the marks from here.
    regexp_full_match(s, '/|／|—|——|-|--|无|暂无|不适用|无。')
