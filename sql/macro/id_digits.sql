/*
id = "id_digits"
kind = "macro"
args = ["s"]
title = { zh = "形近字母换数字", en = "An ID number's text with the letters that look like digits replaced by them" }
source = "intake 23"
*/
select
    translate(upper(s), 'OОΟ〇○LI|!ZSB', '000001111258')
