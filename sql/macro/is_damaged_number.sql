/*
id = "is_damaged_number"
kind = "macro"
args = ["s"]
title = { zh = "号码已损坏", en = "Of an ID number's or phone's text: a spreadsheet took it for a number and lost its last places" }
source = "intake 5, 6, 28, 29: a number in a numeric cell is exact to 15 places"
*/
select
    regexp_full_match(s, '[0-9](\.[0-9]+)?[Ee]\+?[0-9]+|[0-9]{16,}\.0+')
