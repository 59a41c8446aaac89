/*
id = "recipient_number_of_several"
kind = "check"
code = "X041"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "一个对象编号用于多人", en = "One recipient number of several people" }
message = { zh = "该对象编号在本单位又用于另一名对象", en = "the unit gave this number to another recipient too" }
why = { zh = "对象编号用来逐月认定没有身份证号的对象", en = "the number identifies people without an ID from month to month" }
expected = { zh = "一个编号只给一个人，不重复使用", en = "one number for one person, never used again" }
fix = { zh = "请改正其中一人的对象编号", en = "correct the number of one of them" }
null = { zh = "未填对象编号的不问", en = "not asked without a number" }
source = "project definition: 对象编号 is the unit's own permanent number"
*/
with numbered as (
    select part_id, row, unit_code, recipient_no, recipient_id, recipient_folded
    from ent.pair_mention
    where is_current and not is_quarantined and recipient_no is not null
),

repeated as (
    select unit_code, recipient_no
    from numbered
    group by unit_code, recipient_no
    having min(recipient_id) <> max(recipient_id)
),

first_holder as (
    select
        numbered.unit_code, numbered.recipient_no,
        min_by(numbered.recipient_folded, (numbered.part_id, numbered.row)) as recipient_folded
    from numbered
    inner join repeated on numbered.unit_code = repeated.unit_code and numbered.recipient_no = repeated.recipient_no
    group by numbered.unit_code, numbered.recipient_no
)

select
    numbered.part_id, numbered.row, 'recipient_no' as field,
    -- The same name is the same person, whose ID number differs: linking asks about that.
    first_holder.recipient_no is null or numbered.recipient_folded = first_holder.recipient_folded as ok,
    cast(null as varchar) as value
from numbered
left join first_holder
    on numbered.unit_code = first_holder.unit_code and numbered.recipient_no = first_holder.recipient_no
