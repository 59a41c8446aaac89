/*
id = "id_sex"
kind = "macro"
args = ["s"]
title = { zh = "证号性别", en = "Sex by the parity of place 17; null where that is no digit" }
source = "GB 11643-1999"
*/
select
    case
        when substr(s, 17, 1) in ('1', '3', '5', '7', '9') then '男'
        when substr(s, 17, 1) in ('0', '2', '4', '6', '8') then '女'
    end
