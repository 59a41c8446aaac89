/*
id = "phone_text"
kind = "macro"
args = ["s"]
title = { zh = "电话文本", en = "Of a code text (see code_text): the first phone number in it, without country code, extension, hyphens and a spreadsheet's .0" }
source = "intake 29"
*/
select
    case
        when regexp_full_match(s, '1[3-9][0-9]{9}') then s
        else regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(s, '\.0+$', ''),
                            '^((?:[(]?0[0-9]{2,3}[)]?-?)?[2-9][0-9]{6,7})(?:-|—|转|#|分机|(?i:ext)\.?)+[0-9]{1,5}$', '\1'
                        ), '[-—()]', '', 'g'
                    ), '^(\+86|0086)', ''
                ),
                -- A bare 86 is the country code only before a mobile number: local numbers begin with it too.
                '^86(1[3-9][0-9]{9})', '\1'
            ),
            -- Mobile numbers, and one beside a landline with its area code, are longer together than an ID number;
            -- anything else stands behind a sign, or an ID number would be cut.
            '^(1[3-9][0-9]{9})(?:1[3-9][0-9]{9}|0[0-9]{9,11})+$|^(0[0-9]{9,11})1[3-9][0-9]{9}$'
            || '|^(1[3-9][0-9]{9}|0[0-9]{9,11}|[2-8][0-9]{6,7})'
            || '(?:[^0-9]+(?:86)?(?:1[3-9][0-9]{9}|0[0-9]{9,11}|[2-8][0-9]{6,7}))+$', '\1\2\3'
        )
    end
