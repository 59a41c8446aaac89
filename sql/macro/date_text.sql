/*
id = "date_text"
kind = "macro"
args = ["s"]
after = ["han_number"]
title = { zh = "日期文本", en = "Of a clean text in ASCII width: a date without its time of day, its words for month and day as hyphens; 年 and full stops stay" }
source = "intake 12"
*/
select
    case
        -- The two styles of nearly every date: ISO, and a date cell as the reader writes it.
        when strlen(s) = 10 and substr(s, 5, 1) = '-' then s
        when strlen(s) = 19 and ends_with(s, ' 00:00:00') then left(s, 10)
        when regexp_matches(s, '[〇○零一二三四五六七八九十]')
            then rtrim(translate(replace(han_number(s), ' ', ''), '月/日号份', '--'), '-')
        when contains(s, ':')
            then rtrim(
                translate(
                    replace(
                        regexp_replace(
                            s, '[T ]*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$', ''
                        ), ' ', ''
                    ), '月/日号份', '--'
                ), '-'
            )
        -- A day without its month or a month without its year, or digits behind it: no date that could be read.
        when regexp_matches(s, '[日号份] *[0-9]|^[0-9 ]*[日号份月]$') then s
        else rtrim(translate(replace(s, ' ', ''), '月/日号份', '--'), '-')
    end
