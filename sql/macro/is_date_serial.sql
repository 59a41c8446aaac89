/*
id = "is_date_serial"
kind = "macro"
args = ["s"]
title = { zh = "日期序列号写法", en = "Of a date text: a spreadsheet's number of days, with or without a time of day; a year and a month it is not" }
source = "intake 13"
*/
select
    regexp_full_match(s, '[0-9]{1,4}(\.0+)?|[0-9]{5}(\.[0-9]+)?')
