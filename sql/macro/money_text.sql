/*
id = "money_text"
kind = "macro"
args = ["s"]
after = ["ungroup"]
title = { zh = "金额文本", en = "Of a code text (see code_text): an amount like number_text, but 万 or 元 stays behind it where the cell names its unit" }
source = "intake 10"
*/
select
    case
        when regexp_full_match(s, '[0-9]+(\.[0-9]+)?') then s
        else ungroup(
            regexp_replace(
                s,
                '^(?:大?约|将?近|超过?|逾)?[¥￥]?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(?:余|多)?'
                || '(万|元)?(?:余|多)?(?:人次|人|户|件|次|个|处|元|名|岁)?(?:整|余|多|左右|上下|以上)?$',
                '\1\2'
            )
        )
    end
