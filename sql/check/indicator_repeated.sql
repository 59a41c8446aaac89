/*
id = "indicator_repeated"
kind = "check"
code = "X078"
severity = "error"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "指标重复", en = "An indicator twice" }
message = { zh = "{indicator_code} 已在第 {first_row} 行填报，本行重复", en = "{indicator_code} stands in row {first_row} already" }
why = { zh = "一个指标一行，重复的行只能采用一行", en = "one row an indicator: of two only one can count" }
expected = { zh = "每个指标代码只出现一次", en = "every indicator code once" }
fix = { zh = "请删除多余的行，保留正确的数", en = "delete the row that is wrong" }
null = { zh = "代码空白的行不问", en = "a row without a code is not asked about" }
source = "project definition: AX07"
*/
-- A supplement replaces on purpose: it is compared with supplements only.
with placed as (
    select
        s.part_id, s.row, s.indicator_code,
        first_value(s.row) over code_row as first_row,
        row_number() over code_row as place
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join meta.part as part on s.part_id = part.part_id
    where used.period = $period and not s.is_quarantined
    window code_row as (
        partition by used.unit_code, s.indicator_code, part.is_supplement
        order by s.part_id, s.row
    )
)

select
    part_id, row, 'indicator_code' as field,
    place = 1 as ok,
    indicator_code as value,
    indicator_code, first_row
from placed
where indicator_code is not null
