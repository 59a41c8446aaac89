/*
id = "phone_text"
kind = "macro"
args = ["s"]
after = ["code_text"]
title = { zh = "电话文本", en = "A phone number without country code, blanks, hyphens and a spreadsheet's .0" }
*/
select
    case
        when regexp_full_match(s, '1[3-9][0-9]{9}') then s
        else regexp_replace(
            regexp_replace(regexp_replace(code_text(s), '[-－—()（）]', '', 'g'), '^(\+?86|0086)', ''), '\.0+$', ''
        )
    end
