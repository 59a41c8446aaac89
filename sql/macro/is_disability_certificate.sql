/*
id = "is_disability_certificate"
kind = "macro"
args = ["s"]
title = { zh = "残疾人证号格式", en = "ID number, kind 1-7, grade 1-4, and a suffix of re-issue" }
source = "certificate rules: 20 places, B1, B2 … when re-issued"
*/
select
    regexp_full_match(s, '[0-9]{17}[0-9X][1-7][1-4](B[1-9][0-9]?)?')
