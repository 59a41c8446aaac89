/*
id = "id_weighted_sum"
kind = "macro"
args = ["high", "low"]
title = { zh = "加权和", en = "Weighted sum of seventeen digits, given as the first nine and the last eight (integers), modulo 11" }
source = "GB 11643-1999, 5.6"
*/
select
    -- A digit is the difference of two quotients, so the weights w become w - 10 × the next weight: no
    -- remainders, and only divisions of 32 bits.
    ((
        cast(high // 100000000 as bigint) * (-83)
        + cast(high // 10000000 as bigint) * (-91)
        + cast(high // 1000000 as bigint) * (-40)
        + cast(high // 100000 as bigint) * (-75)
        + cast(high // 10000 as bigint) * (-32)
        + cast(high // 1000 as bigint) * (-16)
        + cast(high // 100 as bigint) * (-8)
        + cast(high // 10 as bigint) * (-59)
        + cast(high as bigint) * 6
        + cast(low // 10000000 as bigint) * (-67)
        + cast(low // 1000000 as bigint) * (-83)
        + cast(low // 100000 as bigint) * (-91)
        + cast(low // 10000 as bigint) * (-40)
        + cast(low // 1000 as bigint) * (-75)
        + cast(low // 100 as bigint) * (-32)
        + cast(low // 10 as bigint) * (-16)
        + cast(low as bigint) * 2
    ) % 11 + 11) % 11
