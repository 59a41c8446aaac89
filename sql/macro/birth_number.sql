/*
id = "birth_number"
kind = "macro"
args = ["id_number", "birth_date"]
title = { zh = "出生日期数", en = "Birth date as a whole number YYYYMMDD, of a sound ID number, else as stated; to be compared with born_until" }
source = "GB 11643-1999: places 7 to 14"
*/
select
    coalesce(
        try_cast(substr(id_number, 7, 8) as integer),
        cast(year(birth_date) * 10000 + month(birth_date) * 100 + day(birth_date) as integer)
    )
