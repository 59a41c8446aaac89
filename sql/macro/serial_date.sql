/*
id = "serial_date"
kind = "macro"
args = ["s", "is_birth"]
title = { zh = "日期序列号", en = "The day of a spreadsheet's serial number; null for one too small or too large to be meant" }
source = "intake 13; the 60th day, 29 February 1900, never was"
*/
select
    case
        when s is null or split_part(s, '.', 1) = '60' then null
        when try_cast(split_part(s, '.', 1) as integer) between (case when is_birth then 1 else 36526 end) and 73050
            then
                date '1899-12-30' + try_cast(split_part(s, '.', 1) as integer)
                + case when try_cast(split_part(s, '.', 1) as integer) < 60 then 1 else 0 end
    end
