/*
id = "is_day_text"
kind = "macro"
args = ["s"]
title = { zh = "写成日期的内容", en = "Written as a day with its year, whether there is such a day or not" }
source = "one mask: whatever column a value stands in, it may be somebody's"
*/
select
    regexp_full_match(s, '[0-9]{2,4}[-./年][0-9]{1,2}([-./月][0-9]{1,2}[日号]?)?( 00:00:00)?')
