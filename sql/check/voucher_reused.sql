/*
id = "voucher_reused"
kind = "check"
code = "X069"
severity = "query"
category = "consistency"
forms = ["fund_entry"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "票据号重复", en = "Voucher number used before" }
message = { zh = "票据号与{place}相同，该行金额 {first_yuan} 元；所有内容都相同的不再计入", en = "the voucher number stands in {place} too, with {first_yuan} yuan; an entry that is the same in all does not count again" }
why = { zh = "重复录入，或票据号、金额录错", en = "entered twice, or a mistyped number or amount" }
expected = { zh = "一个票据号一笔收支", en = "one entry a voucher" }
fix = { zh = "重复录入的请删除；录错的请改正；一张票据分列几行的请说明", en = "delete a repeat, correct a slip, explain a voucher that is split over rows" }
null = { zh = "没有票据号的不问", en = "not asked without a voucher number" }
source = "project definition: AX04"
*/
with entry as (
    select used.unit_code, used.period, s.part_id, s.row, s.direction, s.voucher_no, s.amount
    from stg.fund_entry as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where not s.is_quarantined and s.voucher_no is not null
),

ranked as (
    select
        entry.*,
        min(row(period, part_id, row, amount)) over (partition by unit_code, direction, voucher_no) as earliest
    from entry
)

select
    ranked.part_id, ranked.row, 'voucher_no' as field,
    ranked.earliest[2] = ranked.part_id and ranked.earliest[3] = ranked.row as ok,
    cast(ranked.amount as varchar) as value,
    cast(ranked.amount - ranked.earliest[4] as decimal(18, 2)) as difference,
    if(ranked.earliest[2] = ranked.part_id, '', file.path || ' ') || '第 ' || ranked.earliest[3] || ' 行' as place,
    ranked.earliest[4] as first_yuan
from ranked
left join meta.part as part on ranked.earliest[2] = part.part_id
left join meta.file as file on part.file_id = file.file_id
where ranked.period = $period
