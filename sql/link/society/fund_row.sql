/*
id = "fund_row"
kind = "link"
is_scratch = true
title = { zh = "资金收支行", en = "Fund entries of all months; a repeat is one with the same voucher and the same everything" }
grain = ["part_id", "row"]
*/
select
    s.part_id, s.row, used.unit_code, used.period, s.entry_date, s.direction,
    cast(s.amount as decimal(18, 2)) as amount_yuan,
    s.voucher_no is not null
    and row_number() over (
        partition by
            used.unit_code,
            s.voucher_no,
            s.entry_date,
            s.direction,
            s.amount,
            s.org_name,
            s.uscc,
            s.uscc_text,
            s.donor_kind,
            s.project_code, s.purpose
        order by used.period, s.part_id, s.row
    ) > 1 as is_repeat
from stg.fund_entry as s
inner join ent.part_used as used on s.part_id = used.part_id
where not s.is_quarantined
