/*
id = "id_check_digit"
kind = "macro"
args = ["high", "low"]
after = ["id_weighted_sum"]
title = { zh = "校验码", en = "The check digit that belongs to seventeen digits, given as the first nine and the last eight (integers)" }
source = "GB 11643-1999"
*/
select
    substr('10X98765432', id_weighted_sum(high, low) + 1, 1)
