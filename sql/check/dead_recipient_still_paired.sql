/*
id = "dead_recipient_still_paired"
kind = "check"
code = "X031"
severity = "error"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "已去世的对象仍在帮", en = "A recipient who died is still paired" }
message = { zh = "该对象已由{unit_name}登记为{death_date}去世，本行仍为在帮", en = "{unit_name} reports that this recipient died on {death_date}, but this row is still active" }
why = { zh = "对象去世后其他结对未终止，或号码录错", en = "another pairing was not ended after the death, or a number was mistyped" }
expected = { zh = "对象去世的，其全部结对均应终止", en = "every pairing of who died is ended" }
fix = { zh = "请核实；确已去世的终止本行（去世），否则改正登记去世的一行", en = "find out; end this row (去世), or correct the row that says so" }
null = { zh = "未填状态的行已由其他规则提示", en = "rows without a status are told by their own rule" }
source = "project definition: pair end and person exit"
*/
with death as (
    select p.recipient_id, min(p.end_date) as death_date, min_by(unit.name, (p.end_date, p.unit_code)) as unit_name
    from ent.pair_mention as p
    inner join meta.unit as unit on p.unit_code = unit.unit_code
    where p.is_current and not p.is_quarantined and p.status = '终止' and p.end_reason = '去世'
    group by p.recipient_id
)

select
    p.part_id, p.row, 'status' as field,
    death.recipient_id is null as ok,
    p.status as value,
    death.death_date,
    death.unit_name
from ent.pair_mention as p
left join death on p.recipient_id = death.recipient_id
where p.is_current and not p.is_quarantined and p.status = '在帮'
