/*
id = "whole_digits"
kind = "macro"
args = ["s"]
title = { zh = "科学计数法还原的数字", en = "The digits that a number in scientific notation still shows: 15 and more with noughts for the lost ones, fewer alone; other texts as they are" }
source = "intake 5: 6.21099E+17 shows the area, 6.21099199001011E+17 all but the last three places"
*/
select
    case
        when contains(upper(s), 'E+') and regexp_full_match(s, '[0-9](\.[0-9]+)?[Ee]\+?17')
            then
                case
                    when length(regexp_extract(s, '\.([0-9]+)', 1)) >= 14
                        then rpad(left(s, 1) || regexp_extract(s, '\.([0-9]+)', 1), 18, '0')
                    else left(s, 1) || regexp_extract(s, '\.([0-9]+)', 1)
                end
        else s
    end
