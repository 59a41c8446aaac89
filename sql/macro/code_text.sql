/*
id = "code_text"
kind = "macro"
args = ["s"]
after = ["squeeze", "fold_width"]
title = { zh = "代码类文本", en = "Text of a code, number, date or phone: no white space, ASCII width, no text marks in front" }
*/
select
    case
        when starts_with(s, '''') or starts_with(s, '`') then fold_width(squeeze(ltrim(s, '''`')))
        else fold_width(squeeze(s))
    end
