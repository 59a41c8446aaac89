/*
id = "upgrade_id"
kind = "macro"
args = ["s"]
after = ["id_check_digit"]
title = { zh = "15位升18位", en = "A 15-digit number as the 18 places it became; an 18-place one as it is" }
source = "GB 11643-1999; 996-999 for centenarians is left as a fault of the birth date"
*/
select
    case
        when regexp_full_match(s, '[0-9]{15}')
            then
                left(s, 6) || '19' || substr(s, 7, 9)
                || id_check_digit(
                    try_cast(left(s, 6) || '19' || substr(s, 7, 1) as integer), try_cast(substr(s, 8, 8) as integer)
                )
        else s
    end
