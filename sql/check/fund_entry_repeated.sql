/*
id = "fund_entry_repeated"
kind = "check"
code = "X010"
severity = "query"
category = "consistency"
forms = ["fund_entry"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "无票据号的相同收支", en = "Identical fund entries without a voucher" }
message = { zh = "与另一行完全相同且没有票据号，已照计", en = "identical with another entry, and without a voucher number; it counts" }
why = { zh = "没有票据号不能认定重复", en = "without a voucher a repeat can't be told" }
fix = { zh = "请补填票据号；重复录入的请删除", en = "fill in the voucher numbers, or delete the repeated entry" }
expected = { zh = "有票据号，或各笔不同", en = "a voucher number, or entries that differ" }
null = { zh = "没有票据号即为问题", en = "a missing voucher number is the question" }
source = "project definition: fund entries"
*/
select
    s.part_id, s.row, 'voucher_no' as field,
    s.voucher_no is not null
    or count(*) over (
        partition by
            used.unit_code, s.entry_date, s.direction, s.amount, s.org_name, s.uscc, s.uscc_text, s.donor_kind,
            s.project_code, s.purpose,
            s.voucher_no
    ) = 1 as ok,
    cast(s.amount as varchar) as value,
    cast(null as varchar) as detail
from stg.fund_entry as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.period = $period and not s.is_quarantined
