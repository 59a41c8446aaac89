/*
id = "id_birth_date"
kind = "macro"
args = ["s"]
title = { zh = "证号出生日期", en = "Birth date in an 18-place ID number; null when it is no day" }
source = "GB 11643-1999"
*/
select
    try_cast(substr(s, 7, 4) || '-' || substr(s, 11, 2) || '-' || substr(s, 13, 2) as date)
