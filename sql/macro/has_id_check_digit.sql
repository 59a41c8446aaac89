/*
id = "has_id_check_digit"
kind = "macro"
args = ["s"]
after = ["id_check_digit"]
title = { zh = "校验码正确", en = "Whether place 18 is the check digit of the first 17" }
source = "GB 11643-1999"
*/
select
    right(s, 1) = id_check_digit(try_cast(left(s, 9) as integer), try_cast(substr(s, 10, 8) as integer))
