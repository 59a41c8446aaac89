/*
id = "certified_id"
kind = "macro"
args = ["s"]
after = ["has_id_check_digit", "id_birth_date"]
title = { zh = "残疾人证内的证号", en = "The valid ID number that a disability certificate's number begins with; null else" }
source = "certificate rules: 18 places of the ID number, kind, grade"
*/
select
    case
        when s is not null and has_id_check_digit(left(s, 18)) and id_birth_date(left(s, 18)) is not null
            then left(s, 18)
    end
