/*
id = "is_ambiguous_date"
kind = "macro"
args = ["s", "reported", "is_birth"]
title = { zh = "日期有歧义", en = "Of a date text (see date_text): may be one day or another" }
source = "intake 12: 2024.10 typed as a number becomes 2024.1"
*/
select
    regexp_full_match(s, '[12][0-9]{3}\.1')
    -- A year alone, or the serial number of a day long ago.
    or (is_birth and regexp_full_match(s, '(19|20)[0-9]{2}(\.0+)?'))
    -- 201012: December 2010, or 12 October 2020.
    or (
        regexp_full_match(s, '(19|20)[0-9]{2}(0[1-9]|1[0-2])')
        and regexp_full_match(s, '[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])')
    )
    -- 05-10-24: 2005, or a day of this year in the American order.
    or (
        regexp_full_match(s, '(0?[1-9]|1[0-2])[-.][0-9]{1,2}[-.][0-9]{2}')
        and right(s, 2) in (strftime(reported, '%y'), strftime(reported - interval 1 year, '%y'))
    )
