/*
id = "repaired_id"
kind = "macro"
args = ["s"]
after = ["id_digits", "id_letters"]
title = { zh = "形近字母修复后的证号", en = "The valid ID number that a refused one becomes when the letters in it that look like digits are read as digits; null else" }
source = "intake 23: O for 0, l for 1"
*/
select
    -- Digits alone were refused for another reason, that a check digit cannot mend.
    case when regexp_matches(s, '[^0-9Xx]') and id_letters(s, id_digits(s)) is not null then id_digits(s) end
