/*
id = "id_sex"
kind = "macro"
args = ["s"]
title = { zh = "证号性别", en = "Sex by the parity of place 17" }
source = "GB 11643-1999"
*/
select
    case when substr(s, 17, 1) in ('1', '3', '5', '7', '9') then '男' else '女' end
