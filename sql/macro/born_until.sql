/*
id = "born_until"
kind = "macro"
args = ["at_date", "years"]
title = { zh = "满若干周岁的最晚出生日期数", en = "The latest birth date, as YYYYMMDD, of who is so many full years old; 29 February counts from 1 March, as in age_at" }
*/
select
    cast((year(at_date) - years) * 10000 + month(at_date) * 100 + day(at_date) as integer)
