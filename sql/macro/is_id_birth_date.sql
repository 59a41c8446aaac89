/*
id = "is_id_birth_date"
kind = "macro"
args = ["birth", "s", "until"]
after = ["id_birth_date"]
title = { zh = "证号出生日期有效", en = "Whether places 7 to 14 (an integer yyyymmdd) are a day from 1900 on and not after `until` (likewise)" }
source = "GB 11643-1999"
*/
select
    birth between 19000101 and until
    and birth % 10000 between 101 and 1231
    -- Only the last days of a month need a calendar.
    and (birth % 100 between 1 and 28 or id_birth_date(s) is not null)
