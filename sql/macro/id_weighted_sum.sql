/*
id = "id_weighted_sum"
kind = "macro"
args = ["number"]
title = { zh = "加权和", en = "Weighted sum of the seventeen digits of a number, modulo 11" }
source = "GB 11643-1999, 5.6"
*/
select
    (
        ((number // 10000000000000000) % 10) * 7
        + ((number // 1000000000000000) % 10) * 9
        + ((number // 100000000000000) % 10) * 10
        + ((number // 10000000000000) % 10) * 5
        + ((number // 1000000000000) % 10) * 8
        + ((number // 100000000000) % 10) * 4
        + ((number // 10000000000) % 10) * 2
        + ((number // 1000000000) % 10) * 1
        + ((number // 100000000) % 10) * 6
        + ((number // 10000000) % 10) * 3
        + ((number // 1000000) % 10) * 7
        + ((number // 100000) % 10) * 9
        + ((number // 10000) % 10) * 10
        + ((number // 1000) % 10) * 5
        + ((number // 100) % 10) * 8
        + ((number // 10) % 10) * 4
        + ((number // 1) % 10) * 2
    ) % 11
