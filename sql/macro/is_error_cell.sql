/*
id = "is_error_cell"
kind = "macro"
args = ["s"]
title = { zh = "公式错误值", en = "A spreadsheet's error in place of a value" }
source = "intake 33; ECMA-376 part 1, 18.17.3, and the errors that spreadsheets added since"
*/
select
    starts_with(s, '#')
    and regexp_full_match(
        s,
        '(?i)#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA'
        || '|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!)'
    )
