/*
id = "number_text"
kind = "macro"
args = ["s"]
after = ["code_text"]
title = { zh = "数字文本", en = "A number without its counting unit, its thousands commas and a trailing .0" }
source = "intake 10"
*/
select
    case
        when regexp_full_match(s, '[0-9]+') then s
        else regexp_replace(
            regexp_replace(regexp_replace(code_text(s), '(人次|人|户|件|次|个|处|元|名)$', ''), '([0-9]),([0-9]{3})', '\1\2', 'g'),
            '\.0+$', ''
        )
    end
