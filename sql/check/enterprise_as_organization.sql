/*
id = "enterprise_as_organization"
kind = "check"
code = "X042"
severity = "error"
category = "consistency"
forms = []
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "企业代码填在社会组织名下", en = "An enterprise entered as a social organisation" }
message = { zh = "登记为{kind}，但信用代码以9开头，是市场监管部门登记的企业或个体工商户", en = "entered as {kind}, but the credit code begins with 9: it is an enterprise" }
why = { zh = "社会组织由民政部门登记，代码以51、52、53开头；企业不计入参与社会组织", en = "social organisations are registered by civil affairs (51, 52, 53); enterprises don't count as such" }
expected = { zh = "51社会团体、52社会服务机构、53基金会", en = "51, 52 or 53" }
fix = { zh = "请核对代码；确系企业的，类型改为企业（企业人员）", en = "check the code; where it is an enterprise, correct the kind" }
null = { zh = "未填信用代码或类型的不问", en = "not asked without a credit code or a kind" }
source = "GB 32100-2015, 4.1: registration authority 9 is market supervision, 5 is civil affairs"
*/
select
    s.part_id, s.row, 'uscc' as field, left(s.uscc, 1) <> '9' as ok, mask(s.uscc) as value, s.org_kind as kind
from stg.organization as s
inner join ent.part_used as used on s.part_id = used.part_id
where
    used.is_current and not s.is_quarantined and s.uscc is not null
    and s.org_kind in ('社会团体', '社会服务机构', '基金会')
union all
select s.part_id, s.row, 'helper_id', left(s.helper_id, 1) <> '9', mask(s.helper_id), s.helper_kind
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where
    used.is_current and not s.is_quarantined and s.status <> '终止'
    and s.helper_kind = '社会组织' and s.helper_id is not null
union all
select s.part_id, s.row, 'uscc', left(s.uscc, 1) <> '9', mask(s.uscc), s.donor_kind
from stg.fund_entry as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.period = $period and not s.is_quarantined and s.donor_kind = '社会组织' and s.uscc is not null
