/*
id = "organization_inner_digit"
kind = "check"
code = "X044"
severity = "note"
category = "accuracy"
forms = []
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "信用代码内的组织机构代码校验码不符", en = "The organisation code inside the credit code has a wrong check digit" }
message = { zh = "信用代码第9至17位是组织机构代码，其校验码不符", en = "places 9 to 17 are an organisation code whose own check digit is wrong" }
why = { zh = "代码可能是编造的，或有两处录错", en = "the code may be made up, or mistyped twice" }
expected = { zh = "第17位是第9至16位的校验码", en = "place 17 is the check digit of places 9 to 16" }
fix = { zh = "请对照登记证书核对", en = "compare it with the certificate of registration" }
null = { zh = "未填信用代码的不问", en = "not asked without a credit code" }
source = "GB 11714-1997: check digit of the organisation code; GB 32100-2015, 4.1"
*/
with coded as (
    select s.part_id, s.row, 'uscc' as field, s.uscc
    from stg.organization as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined and s.uscc is not null
    union all
    select s.part_id, s.row, 'helper_id', s.helper_id
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and s.helper_kind = '社会组织' and s.helper_id is not null
    union all
    select s.part_id, s.row, 'uscc', s.uscc
    from stg.fund_entry as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.period = $period and not s.is_quarantined and s.uscc is not null
    union all
    select s.part_id, s.row, 'uscc', s.uscc
    from stg.project as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined and s.uscc is not null
)

select
    part_id, row, field, has_organization_check_digit(uscc) as ok, mask(uscc) as value
from coded
