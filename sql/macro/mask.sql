/*
id = "mask"
kind = "macro"
args = ["s"]
after = ["is_han", "is_error_cell", "is_day_text"]
title = { zh = "掩码", en = "What may be shown of a value: an ID number's area, a name's first character, a phone's first three digits; never more than 24 characters" }
source = "one mask: whatever column a value stands in, it may be somebody's"
*/
select
    case
        when s is null then null
        when regexp_full_match(s, '[-+]?[0-9]{1,5}([.,][0-9]{1,2})?%?') or s in ('是', '否', '男', '女') then s
        when is_day_text(s) then s
        when is_error_cell(s) then s
        when regexp_full_match(s, '[0-9]{8}') then left(s, 4) || '****'
        when is_han(s) then left(s, 1) || '**'
        -- Letters before a number are a name's.
        when not regexp_matches(s, '^[0-9]') or not regexp_matches(s, '[0-9]{6}') then left(s, 1) || '**'
        when regexp_matches(s, '[0-9]{14}')
            then rpad(regexp_extract(s, '^[0-9]{1,6}'), cast(least(length(s), 24) as integer), '*')
        else rpad(regexp_extract(s, '^[0-9]{1,3}'), cast(least(length(s), 24) as integer), '*')
    end
