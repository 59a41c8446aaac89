/*
id = "column_letters"
kind = "macro"
args = ["place"]
title = { zh = "列字母", en = "A column's letters by its place from 0, as spreadsheet programs name columns; null beyond ZZ" }
source = "columns A to Z, then AA to ZZ"
*/
select
    case
        when place < 26 then chr(65 + place)
        when place < 702 then chr(cast(64 + place // 26 as integer)) || chr(cast(65 + place % 26 as integer))
    end
