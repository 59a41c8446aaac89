/*
id = "id_check_digit"
kind = "macro"
args = ["number"]
after = ["id_weighted_sum"]
title = { zh = "校验码", en = "The check digit that belongs to a number of seventeen digits" }
source = "GB 11643-1999"
*/
select
    substr('10X98765432', id_weighted_sum(number) + 1, 1)
