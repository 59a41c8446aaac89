/*
id = "is_phone"
kind = "macro"
args = ["s"]
title = { zh = "电话格式", en = "A mobile number, or a landline with or without its area code; no filler" }
source = "mobile numbers 1[3-9]; landlines by the area codes in province.toml"
*/
select
    (
        regexp_full_match(s, '1[3-9][0-9]{9}')
        and not regexp_full_match(s, '1380000[0-9]{4}|13800138000|1[3-9][0-9]0{8}')
    )
    -- A landline of one digit all over is a filler; a mobile number may be sold for that.
    or (
        regexp_full_match(s, '0?{province.landline_area}[0-9]{7,8}|[2-8][0-9]{6,7}')
        and ltrim(right(s, 7), right(s, 1)) <> ''
    )
