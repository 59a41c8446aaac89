/*
id = "id_text"
kind = "macro"
args = ["s"]
title = { zh = "证号文本", en = "Of a code text (see code_text): An ID number's text: code text in upper case, the look-alikes of X at place 18 folded" }
source = "GB 11643-1999; intake 23"
*/
select
    case
        when regexp_full_match(s, '[0-9]{17}[0-9X]') then s
        else regexp_replace(upper(s), '^([0-9]{17})[×ХΧⅩ✕╳*]$', '\1X')
    end
