/*
id = "is_no_value"
kind = "macro"
args = ["s"]
title = { zh = "不适用标记", en = "A mark that means none or not applicable: 0, blank and these stay three things" }
*/
select
    s in ('/', '／', '—', '——', '-', '--', '无', '暂无', '不适用', '无。')
