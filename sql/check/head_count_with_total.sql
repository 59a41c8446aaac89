/*
id = "head_count_with_total"
kind = "check"
code = "X073"
severity = "query"
category = "consistency"
forms = ["indicator"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "人数指标填了累计", en = "A head-count with a total" }
message = { zh = "{indicator_code} {indicator_name} 是当月人数，不应有累计，填了 {stated}", en = "{indicator_code} {indicator_name} is a head-count of the month and has no total; {stated} is filled in" }
why = { zh = "同一人每月都计一次，累计人数没有意义", en = "the same person counts every month: a sum of heads means nothing" }
expected = { zh = "K103、K202、K214 的累计两列留空", en = "the totals of K103, K202 and K214 are blank" }
fix = { zh = "请将本年累计和启动以来累计留空", en = "leave both totals blank" }
null = { zh = "累计空白即为正确", en = "a blank is right" }
source = "project definition: AX07, within the form"
*/
with head_count as (
    select indicator_code, name
    from ent.indicator_code
    where kind = 'flow' and not has_total
),

placed as (
    select
        s.part_id, s.row, s.indicator_code, head_count.name, s.month_value,
        unnest(['year_value', 'total_value']) as field,
        unnest([s.year_value, s.total_value]) as stated_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join head_count on s.indicator_code = head_count.indicator_code
    where used.period = $period and not s.is_quarantined
)

-- Who writes this month's number or a nought once more says nothing wrong.
select
    part_id, row, field,
    stated_value is null or stated_value = 0 or stated_value is not distinct from month_value as ok,
    plain_number(stated_value) as value,
    indicator_code, name as indicator_name, plain_number(stated_value) as stated
from placed
