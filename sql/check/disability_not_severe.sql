/*
id = "disability_not_severe"
kind = "check"
code = "X024"
severity = "error"
category = "consistency"
forms = ["pairing"]
yields_to = ["P181", "P182", "P187", "P188", "P18A", "P18C", "P18D"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "残疾等级不属于重度", en = "A disability that is not severe" }
message = { zh = "登记为{category.disabled}，但残疾人证的类别和等级（{kind_grade}）不属于重度", en = "entered as severely disabled, but the certificate's kind and grade ({kind_grade}) are not severe" }
why = { zh = "重度残疾为一级、二级；三级智力、精神残疾可计入", en = "severe is grade 1 and 2 of any kind; grade 3 of 智力 and 精神 is accepted" }
expected = { zh = "残疾人证第20位为1或2；智力（5）、精神（6）可为3", en = "place 20 of the certificate's number is 1 or 2; for 智力 (5) and 精神 (6) also 3" }
fix = { zh = "请核对残疾人证号和对象类别，改正有误的一处", en = "check the certificate's number and the category, and correct the wrong one" }
null = { zh = "残疾人证号缺失或无法读取的，无法判断", en = "unknown where the certificate's number is missing or can't be read" }
source = "GB/T 26341-2010 grades; the accepted kinds and grades are settings (disability.severe_grades, accepted_grades)"
*/
with disabled as (
    select
        s.part_id, s.row, s.disability_certificate, s.recipient_category,
        substr(s.disability_certificate, 19, 2) as kind_grade
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and (
            s.recipient_category = $category_disabled
            or (contains(s.other_categories, $category_disabled) and s.disability_certificate is not null)
        )
)

select
    part_id, row, 'disability_certificate' as field,
    list_contains($severe_grades, kind_grade) or list_contains($accepted_grades, kind_grade) as ok,
    mask(disability_certificate) as value,
    kind_grade
from disabled
