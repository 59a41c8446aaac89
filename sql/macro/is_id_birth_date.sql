/*
id = "is_id_birth_date"
kind = "macro"
args = ["number", "s", "until"]
after = ["id_birth_date"]
title = { zh = "证号出生日期有效", en = "Whether the first 17 places (number) hold a day from 1900 on and not after `until` (as yyyymmdd)" }
source = "GB 11643-1999"
*/
select
    (number // 1000) % 100000000 between 19000101 and until
    and (number // 100000) % 100 between 1 and 12
    -- Only the last days of a month need a calendar.
    and ((number // 1000) % 100 between 1 and 28 or id_birth_date(s) is not null)
