/*
id = "yuan"
kind = "macro"
args = ["s", "factor"]
title = { zh = "金额", en = "Of an amount's text (see money_text): the exact amount; `factor` is the column's declared unit, 1, 10000 or 100000000, where the cell names none" }
source = "intake 10 and 18"
*/
select
    case
        when regexp_full_match(s, '[0-9]{1,13}(\.[0-9]+)?[万元]?')
            then cast(try_cast(
                try_cast(rtrim(s, '万元') as decimal(30, 10))
                * case when ends_with(s, '万') then 10000 when ends_with(s, '元') then 1 else factor end
                -- Ten trillion yuan are nobody's: sums of what is less fit where they are kept.
                as decimal(15, 2)
            ) as decimal(18, 2))
    end
