/*
id = "destitute_without_certificate"
kind = "check"
code = "X022"
severity = "query"
category = "consistency"
forms = ["pairing"]
yields_to = ["P101", "P102", "P104", "P106", "P107", "P10C", "P10D", "X001", "P182", "P187", "P188", "P18A", "P18C", "P18D"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "劳动年龄的{category.destitute}没有相应残疾人证", en = "Person in extreme hardship of working age without a certificate of disability" }
message = { zh = "{category.destitute}在劳动年龄内，未填写可认定无劳动能力的残疾人证", en = "a person in extreme hardship of working age, without a disability certificate that shows inability to work" }
why = { zh = "劳动年龄内的特困人员一般凭智力、精神一至三级，肢体一、二级，视力一级残疾认定", en = "at that age inability to work is shown by a certificate of the kinds and grades that the rules name" }
expected = { zh = "未满18周岁、已满60周岁，或残疾人证的类别和等级可认定无劳动能力", en = "under 18, or 60 and above, or a certificate of a kind and grade that shows inability to work" }
fix = { zh = "请补填残疾人证号；按其他情形认定的，请说明", en = "enter the certificate's number; explain other grounds" }
null = { zh = "身份证号和出生日期都没有的、残疾人证号无法读取的，无法判断", en = "unknown without a birth date, and where the certificate's number can't be read" }
source = "特困人员认定办法 (2021): 无劳动能力; a minor who was in stays until 18"
*/
with destitute as (
    select
        s.part_id, s.row, s.recipient_category, s.disability_certificate, s.disability_certificate_text,
        birth_number(s.recipient_id, s.recipient_birth_date) as birth
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and (s.recipient_category = $category_destitute or contains(s.other_categories, $category_destitute))
)

select
    part_id, row, 'disability_certificate' as field,
    case
        when list_contains($unable_grades, substr(disability_certificate, 19, 2)) then true
        -- A number that couldn't be read, or a soldier's certificate, may well show it.
        when birth is null or (disability_certificate is null and disability_certificate_text is not null) then null
        else false
    end as ok,
    substr(disability_certificate, 19, 2) as value
from destitute
where
    coalesce(birth, born_until($as_of, $adult_age))
    between born_until($as_of, $elder_age) + 1 and born_until($as_of, $adult_age)
