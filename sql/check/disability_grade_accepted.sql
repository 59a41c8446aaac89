/*
id = "disability_grade_accepted"
kind = "check"
code = "X025"
severity = "note"
category = "consistency"
forms = ["pairing"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "按三级计入的重度残疾人", en = "People counted as severely disabled with grade 3" }
message = { zh = "有{row_count}行{category.disabled}的残疾人证为三级智力或精神残疾，按可计入口径计入", en = "{row_count} rows of severely disabled people have a certificate of grade 3 (智力, 精神); they count as accepted" }
why = { zh = "三级智力、精神残疾是否计入，由本省口径规定", en = "whether grade 3 of these kinds counts is the province's definition" }
expected = { zh = "一级、二级", en = "grade 1 or 2" }
fix = { zh = "请确认本地方案将其列为帮扶对象；不计入的，请调整设置 disability.accepted_grades", en = "make sure that the local scheme takes them in; the setting disability.accepted_grades leaves them out" }
null = { zh = "没有残疾人证号的行不问；与上月人数相同的不再提示", en = "rows without a certificate's number are not asked; a number that is last month's is not told again" }
source = "project definition: 重度 is grade 1 and 2, with grade 3 of 智力 and 精神 accepted and told once"
*/
with counted as (
    select
        used.unit_code, used.period, used.is_current, min(s.part_id) as part_id,
        count(*) filter (list_contains($accepted_grades, substr(s.disability_certificate, 19, 2))) as row_count
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        (used.is_current or used.period = $previous_period) and not s.is_quarantined and s.status <> '终止'
        and s.recipient_category = $category_disabled and s.disability_certificate is not null
    group by used.unit_code, used.period, used.is_current
)

select
    counted.part_id, cast(null as integer) as row, 'disability_certificate' as field,
    counted.row_count = 0 or counted.row_count <= coalesce(earlier.row_count, 0) as ok,
    cast(null as varchar) as value,
    counted.row_count
from counted
left join counted as earlier
    on counted.unit_code = earlier.unit_code and not earlier.is_current and earlier.period = $previous_period
where counted.is_current
