/*
id = "organization_class_wrong"
kind = "check"
code = "X043"
severity = "error"
category = "consistency"
forms = []
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "信用代码与组织类型不符", en = "A credit code of another kind of organisation" }
message = { zh = "登记为{kind}，但信用代码以{class_code}开头，不是该类组织的代码", en = "entered as {kind}, but the credit code begins with {class_code}, which is no code of that kind" }
why = { zh = "信用代码前两位是登记机关和机构类别", en = "the first two places are the authority and the class of organisation" }
expected = { zh = "社会团体51（免登记的群众团体13、81）、社会服务机构52、基金会53、企业9", en = "社会团体 51 (13, 81 for mass organisations), 社会服务机构 52, 基金会 53, 企业 9" }
fix = { zh = "请核对代码和类型，改正有误的一处", en = "check the code and the kind, and correct the wrong one" }
null = { zh = "未填信用代码或类型的不问", en = "not asked without a credit code or a kind" }
source = "GB 32100-2015, 4.1, and its table of authorities and classes"
*/
with coded as (
    select s.part_id, s.row, 'uscc' as field, s.uscc, s.org_kind as kind
    from stg.organization as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined and s.uscc is not null
    union all
    select s.part_id, s.row, 'helper_id', s.helper_id, s.helper_kind
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and s.helper_kind = '社会组织' and s.helper_id is not null
    union all
    select s.part_id, s.row, 'uscc', s.uscc, s.donor_kind
    from stg.fund_entry as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.period = $period and not s.is_quarantined and s.uscc is not null
),

classed as (
    select
        *, left(uscc, 2) as class_code,
        case kind
            when '社会团体' then left(uscc, 2) in ('51', '13', '81')
            when '社会服务机构' then left(uscc, 2) = '52'
            when '基金会' then left(uscc, 2) = '53'
            when '社会组织' then left(uscc, 2) in ('51', '52', '53', '59', '13', '81')
            when '企业' then left(uscc, 1) = '9'
        end as ok
    from coded
)

select
    part_id, row, field, ok, mask(uscc) as value, kind, class_code
from classed
-- Other kinds have no class of their own; an enterprise among the organisations is told by its own rule.
where ok is not null and (kind = '企业' or left(uscc, 1) <> '9')
