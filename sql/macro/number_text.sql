/*
id = "number_text"
kind = "macro"
args = ["s"]
after = ["ungroup"]
title = { zh = "数字文本", en = "Of a code text (see code_text): a number without its counting unit, its thousands commas, words like 约 and 余, and a trailing .0" }
source = "intake 10"
*/
select
    case
        when regexp_full_match(s, '[0-9]+') then s
        else regexp_replace(
            ungroup(
                regexp_replace(
                    s,
                    '^(?:大?约|将?近|超过?|逾)?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(?:余|多)?'
                    || '(?:人次|人|户|件|次|个|处|元|名|岁)?(?:余|多|左右|上下|以上)?$',
                    '\1'
                )
            ), '\.0+$', ''
        )
    end
