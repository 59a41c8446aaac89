/*
id = "link_keys"
kind = "macro"
args = ["role", "unit_code", "folded_name", "birth_date", "phone", "partner", "id_text", "township", "village", "employer"]
title = { zh = "比对分组键", en = "By what two records come to be compared: ten keys in the order of the blocking rules, null where something is blank" }
source = "project definition: blocking keys that scale; a key is of one role, a blank makes none"
rules = [
    { zh = "同单位、同姓名", en = "same unit and name" },
    { zh = "同姓名、同出生日期", en = "same name and birth date, whatever the unit" },
    { zh = "同村、同姓名", en = "same village and name" },
    { zh = "同单位、同出生日期", en = "same unit and birth date, whatever the name" },
    { zh = "同电话", en = "same telephone" },
    { zh = "与同一人结对", en = "paired with the same person" },
    { zh = "证号的出生日期、顺序码相同", en = "ID number: same birth date and sequence, whatever the area" },
    { zh = "证号的地址码、出生日期相同", en = "ID number: same area and birth date, whatever the sequence" },
    { zh = "证号的地址码、末四位及姓名首字相同", en = "ID number: same area and last four places, and the first character of the name" },
    { zh = "同姓名、同工作单位（未填工作单位的按电话）", en = "same name and place of work, or telephone where no work is told, whatever the unit" },
]
*/
select
    [
        -- 1 same unit and name
        case when folded_name is not null then hash(role, unit_code, folded_name) end,
        -- 2 same name and birth date, whatever the unit
        case when folded_name is not null and birth_date is not null then hash(role, folded_name, birth_date) end,
        -- 3 same village and name: where a name fills a unit
        case
            when folded_name is not null and village is not null
                then hash(role, unit_code, township, village, folded_name)
        end,
        -- 4 same unit and birth date, whatever the name
        case when birth_date is not null then hash(role, unit_code, birth_date) end,
        -- 5 same telephone
        case when phone is not null then hash(role, phone) end,
        -- 6 paired with the same person
        case when partner is not null then hash(role, partner) end,
        -- 7 ID number: birth date and sequence, whatever the area
        case when length(id_text) = 18 then hash(role, substr(id_text, 7, 11)) end,
        -- 8 ID number: area and birth date, whatever the sequence
        case when length(id_text) between 15 and 19 then hash(role, left(id_text, 14)) end,
        -- 9 ID number: area and last four places, whatever stands between: a digit left out or doubled shifts the rest.
        -- A county has ten thousand such ends: without the name its pairs would grow as the square of its people.
        case
            when length(id_text) between 16 and 19 and folded_name is not null
                then hash(role, left(id_text, 6), right(id_text, 4), left(folded_name, 1))
        end,
        -- 10 same name and employer, else telephone: where half an office or a home has one telephone
        case
            when folded_name is not null and coalesce(employer, phone) is not null
                then hash(role, folded_name, coalesce(employer, phone))
        end
    ]
