/*
id = "is_inexact"
kind = "macro"
args = ["s"]
title = { zh = "约数", en = "Of a number as it was written: whether it says that it is not exact" }
source = "intake 10"
*/
select
    regexp_matches(s, '[约近余多超逾]|左右|上下|以上')
