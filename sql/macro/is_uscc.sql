/*
id = "is_uscc"
kind = "macro"
args = ["s"]
title = { zh = "信用代码格式", en = "The form of a unified social credit code, without its check character" }
source = "GB 32100-2015, 4.1"
*/
select
    regexp_full_match(s, '[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}')
