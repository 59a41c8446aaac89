/*
id = "is_cut_short"
kind = "macro"
args = ["s", "kept"]
after = ["fold_width"]
title = { zh = "舍去号码", en = "Of a phone cell and the number kept of it: whether a whole number more stood there" }
source = "intake 29"
*/
select
    length(regexp_replace(fold_width(s), '[^0-9]', '', 'g')) - length(kept) >= 7
