/*
id = "nearest_between"
kind = "macro"
args = ["stated", "least", "most"]
title = { zh = "区间内最近的数", en = "The number from least to most that is nearest to the stated one; null where there is no range" }
source = "what a ledger says is a range: rows that wait or were taken away may belong to it"
*/
select
    case
        when stated < least then least
        when stated > most then most
        when most is not null then coalesce(stated, most)
    end
