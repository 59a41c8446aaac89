/*
id = "is_damaged_code"
kind = "macro"
args = ["s"]
title = { zh = "自编号已损坏", en = "Of a number that a unit gives itself (household, voucher, project): a spreadsheet took it for a number and lost its last places" }
source = "a number in a numeric cell is exact to 15 places; 2024E05 and 3E12 may be codes"
*/
select
    contains(s, '.')
    and regexp_full_match(s, '[0-9]{16,}\.0+|[0-9]\.[0-9]+[Ee]\+?[0-9]+')
    or contains(s, '+')
    and regexp_full_match(s, '[0-9][Ee]\+[0-9]+')
