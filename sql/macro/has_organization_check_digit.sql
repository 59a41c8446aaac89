/*
id = "has_organization_check_digit"
kind = "macro"
args = ["s"]
title = { zh = "组织机构代码校验码正确", en = "Whether place 17 of a unified social credit code is the check digit of the organisation code in places 9 to 16" }
source = "GB 11714-1997; GB 32100-2015, 4.1"
*/
select
    substr('0X987654321', (
        (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 9, 1)) - 1) * 3
        + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 10, 1)) - 1) * 7
        + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 11, 1)) - 1) * 9
        + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 12, 1)) - 1) * 10
        + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 13, 1)) - 1) * 5
        + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 14, 1)) - 1) * 8
        + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 15, 1)) - 1) * 4
        + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(s, 16, 1)) - 1) * 2
    ) % 11 + 1, 1) = substr(s, 17, 1)
