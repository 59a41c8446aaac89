/*
id = "age_at"
kind = "macro"
args = ["birth_date", "at_date"]
title = { zh = "周岁", en = "Full years by month and day; who is born on 29 February turns older on 1 March in other years" }
*/
select
    year(at_date) - year(birth_date)
    - case when month(at_date) * 100 + day(at_date) < month(birth_date) * 100 + day(birth_date) then 1 else 0 end
