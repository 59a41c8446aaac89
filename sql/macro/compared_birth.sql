/*
id = "compared_birth"
kind = "macro"
args = ["birth_date", "id_number", "id_text"]
after = ["birth_number"]
title = { zh = "比对用的出生日期", en = "A birth date as it is compared, YYYYMMDD: the stated one, else that in the number, else the one that a damaged number of 18 places still shows" }
*/
select
    coalesce(
        birth_number(null, cast(birth_date as date)),
        try_cast(substr(id_number, 7, 8) as integer),
        case
            when length(id_text) = 18 and try_cast(substr(id_text, 7, 8) as integer) between 18900101 and 20991231
                then try_cast(substr(id_text, 7, 8) as integer)
        end
    )
