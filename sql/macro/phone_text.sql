/*
id = "phone_text"
kind = "macro"
args = ["s"]
title = { zh = "电话文本", en = "Of a code text (see code_text): A phone number without country code, blanks, hyphens and a spreadsheet's .0" }
*/
select
    case
        when regexp_full_match(s, '1[3-9][0-9]{9}') then s
        else regexp_replace(
            regexp_replace(
                regexp_replace(regexp_replace(s, '[-－—()（）]', '', 'g'), '\.0+$', ''), '^(\+86|0086)', ''
            ),
            -- A bare 86 is the country code only before a mobile number: local numbers begin with it too.
            '^86(1[3-9][0-9]{9})$', '\1'
        )
    end
