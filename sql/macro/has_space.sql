/*
id = "has_space"
kind = "macro"
args = ["s"]
title = { zh = "含空白", en = "Holds any white space, visible or not" }
*/
select
    contains(s, ' ')
    or contains(s, chr(9))
    or contains(s, chr(10))
    or contains(s, chr(13))
    or contains(s, chr(160))
    or contains(s, chr(8203))
    or contains(s, chr(12288))
    or contains(s, chr(65279))
