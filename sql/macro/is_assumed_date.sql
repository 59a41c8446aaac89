/*
id = "is_assumed_date"
kind = "macro"
args = ["s"]
after = ["is_date_serial"]
title = { zh = "日期有推定", en = "Of the text of a date that was read (see date_text): whether its year, century or day was assumed" }
source = "intake 12"
*/
select
    (length(s) < 8 or substr(s, 5, 1) not in ('-', '.', '年'))
    and not (regexp_full_match(s, '[12][0-9]{7}') or is_date_serial(s))
