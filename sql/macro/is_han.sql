/*
id = "is_han"
kind = "macro"
args = ["s"]
title = { zh = "含汉字", en = "Holds a Han character" }
*/
select
    regexp_matches(s, '\p{Han}')
