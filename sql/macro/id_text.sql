/*
id = "id_text"
kind = "macro"
args = ["s"]
after = ["code_text"]
title = { zh = "证号文本", en = "An ID number's text: code text in upper case, the look-alikes of X at place 18 folded" }
source = "GB 11643-1999; intake 23"
*/
select
    case
        when regexp_full_match(s, '[0-9]{17}[0-9X]') then s
        else regexp_replace(upper(code_text(s)), '^([0-9]{17})[×ХΧ✕╳*]$', '\1X')
    end
