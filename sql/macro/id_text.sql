/*
id = "id_text"
kind = "macro"
args = ["s"]
title = { zh = "证号文本", en = "Of a code text (see code_text): an ID number's text in upper case, the look-alikes of X at place 18 folded, the .0 behind an old number of 15 places gone" }
source = "GB 11643-1999; intake 5 and 23"
*/
select
    case
        when regexp_full_match(s, '[0-9]{17}[0-9X]') then s
        else regexp_replace(
            regexp_replace(upper(s), '^([0-9]{17})[×ХΧⅩ✕╳*]((?:[1-7][1-4](?:B[1-9][0-9]?)?)?)$', '\1X\2'),
            '^([0-9]{15})\.0+$', '\1'
        )
    end
