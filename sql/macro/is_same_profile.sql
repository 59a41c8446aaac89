/*
id = "is_same_profile"
kind = "macro"
args = ["folded_name", "sex", "birth_date", "other_name", "other_sex", "other_birth_date"]
title = { zh = "与持有人相符", en = "Whether a mention tells of the one who keeps a contested number (`other_…`); a name that isn't given is no other name" }
*/
select
    coalesce(sex, '') = coalesce(other_sex, '')
    and coalesce(birth_date, date '0001-01-01') = coalesce(other_birth_date, date '0001-01-01')
    and (folded_name is null or folded_name = other_name)
