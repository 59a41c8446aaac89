/*
id = "person_too_old"
kind = "check"
code = "X035"
severity = "query"
category = "accuracy"
forms = ["pairing"]
yields_to = ["X001"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "年龄过大", en = "Improbably old" }
message = { zh = "按身份证号，年龄已超过{age_limit}周岁", en = "by the ID number, this person is older than {age_limit}" }
why = { zh = "出生年份录错，或已去世未终止", en = "a mistyped year of birth, or a death that was never told" }
expected = { zh = "不超过120周岁（可设置）", en = "120 or younger (a setting)" }
fix = { zh = "请核对身份证号；已去世的请终止结对", en = "check the ID number; end the pairing of who has died" }
null = { zh = "没有有效身份证号的不问", en = "not asked without a sound ID number" }
source = "GB 11643-1999: birth date; the age is a setting (age.most_age)"
*/
select
    s.part_id, s.row, 'recipient_id' as field,
    birth_number(s.recipient_id, cast(null as date)) > born_until($as_of, $most_age + 1) as ok,
    mask(s.recipient_id) as value,
    $most_age as age_limit
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current and not s.is_quarantined and s.status <> '终止' and s.recipient_id is not null
union all
select
    s.part_id, s.row, 'helper_id',
    birth_number(s.helper_id, cast(null as date)) > born_until($as_of, $most_age + 1),
    mask(s.helper_id),
    $most_age
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where
    used.is_current and not s.is_quarantined and s.status <> '终止'
    and s.helper_id is not null and s.helper_kind <> '社会组织'
