/*
id = "id_letters"
kind = "macro"
args = ["s", "digits"]
after = ["has_id_check_digit", "id_birth_date"]
title = { zh = "证号中的字母", en = "Of a code text and of what id_digits makes of it: at which places of an ID number letters stand for digits, where replacing them all makes it valid; null else" }
source = "intake 23: the place and the letter are said, never the number"
*/
select
    case
        when
            upper(s) <> digits
            and regexp_full_match(digits, '[0-9]{17}[0-9X]')
            and has_id_check_digit(digits)
            and id_birth_date(digits) is not null
            then array_to_string(
                list_transform(
                    list_filter(range(1, 19), lambda place: substr(upper(s), place, 1) <> substr(digits, place, 1)),
                    lambda place: '第' || place || '位疑为'
                    || case when regexp_full_match(substr(s, place, 1), '[A-Za-z]') then '字母' else '字符' end
                    || substr(s, place, 1) || '，应为数字' || substr(digits, place, 1)
                ), '；'
            )
    end
