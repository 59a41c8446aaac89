/*
id = "is_soldier_certificate"
kind = "macro"
args = ["s"]
title = { zh = "残疾军人证", en = "A disabled soldier's certificate: 22 places with no ID number in them, and no re-issued disability certificate" }
source = "standards 3.10: recognised, not called malformed"
*/
select
    regexp_full_match(s, '[0-9A-Z]{22}') and not regexp_full_match(s, '[0-9]{17}[0-9X][0-9]{2}B[0-9]')
