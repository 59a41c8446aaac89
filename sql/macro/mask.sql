/*
id = "mask"
kind = "macro"
args = ["s"]
after = ["is_han", "is_error_cell"]
title = { zh = "掩码", en = "What may be shown of a value: an ID number's area, a name's first character, a phone's first three digits; never more than 24 characters" }
source = "one mask: whatever column a value stands in, it may be somebody's"
*/
select
    case
        when s is null then null
        when regexp_full_match(s, '[-+]?[0-9]{1,5}([.,][0-9]{1,2})?%?') or s in ('是', '否', '男', '女') then s
        when regexp_full_match(s, '[0-9]{2,4}[-./年][0-9]{1,2}([-./月][0-9]{1,2}[日号]?)?( 00:00:00)?') then s
        when is_error_cell(s) then s
        when regexp_full_match(s, '[0-9]{8}') then left(s, 4) || '****'
        when is_han(s) then left(s, 1) || '**'
        when regexp_matches(s, '[0-9]{14}') then left(s, 6) || repeat('*', least(greatest(length(s) - 6, 0), 18))
        when regexp_matches(s, '[0-9]{6}') then left(s, 3) || repeat('*', least(greatest(length(s) - 3, 0), 21))
        else left(s, 1) || '**'
    end
