/*
id = "number_text"
kind = "macro"
args = ["s"]
title = { zh = "数字文本", en = "Of a code text (see code_text): A number without its counting unit, its thousands commas and a trailing .0" }
source = "intake 10"
*/
select
    case
        when regexp_full_match(s, '[0-9]+') then s
        else regexp_replace(
            case
                when regexp_matches(s, '[,，]')
                    then regexp_replace(
                        -- Twice: a group between two commas is used up by the first pass.
                        regexp_replace(
                            regexp_replace(s, '(人次|人|户|件|次|个|处|元|名)$', ''), '([0-9]),([0-9]{3})', '\1\2', 'g'
                        ), '([0-9]),([0-9]{3})', '\1\2', 'g'
                    )
                else regexp_replace(s, '(人次|人|户|件|次|个|处|元|名)$', '')
            end,
            '\.0+$', ''
        )
    end
