/*
id = "code_text"
kind = "macro"
args = ["s"]
after = ["squeeze", "fold_width"]
title = { zh = "代码类文本", en = "Text of a code, number or phone: no white space, ASCII width, no text marks in front" }
*/
select
    fold_width(ltrim(squeeze(s), '''`'))
