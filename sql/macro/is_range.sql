/*
id = "is_range"
kind = "macro"
args = ["s"]
title = { zh = "数的范围", en = "Of a number's text: from one number to another" }
source = "intake 10"
*/
select
    regexp_matches(s, '^[^0-9]?[0-9]+(\.[0-9]+)?[^0-9.,]{0,2}(-+|~+|—+|–|至|到)[^0-9]?[0-9]')
