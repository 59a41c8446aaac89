/*
id = "id_sex"
kind = "macro"
args = ["s"]
title = { zh = "证号性别", en = "Sex by the parity of place 17; null where that is no digit" }
source = "GB 11643-1999"
*/
select
    case try_cast(substr(s, 17, 1) as utinyint) % 2 when 1 then '男' when 0 then '女' end
