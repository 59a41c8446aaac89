/*
id = "part_above_whole"
kind = "check"
code = "X070"
severity = "query"
category = "consistency"
forms = ["indicator"]
yields_to = ["X071"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "其中数大于总数", en = "A part above its whole" }
message = { zh = "{indicator_code} {indicator_name} {part_count}，大于 {whole_code} 的 {whole_count}", en = "{indicator_code} {indicator_name} is {part_count}, more than the {whole_count} of {whole_code}" }
why = { zh = "其中项不能大于所属总数；复学、响应、消除的累计不能超过发现、排查的累计", en = "a part is within its whole; what was mended since the start was found before" }
expected = { zh = "K211 不大于 K210；累计 K107、K108 不大于 K106，K306 不大于 K305", en = "K211 at most K210; in the totals K107 and K108 at most K106, K306 at most K305" }
fix = { zh = "请核对两个指标的口径和数字", en = "check both indicators: what they count, and the numbers" }
null = { zh = "其中数空白不问；总数空白为未知", en = "a blank part is not asked about; a blank whole is unknown" }
source = "project definition: AX07, within the form"
*/
-- A child found in one month may be back at school in the next: only the totals of such pairs compare.
with rule as (
    select *
    from (
        values
        ('K211', 'K210', 'month_value'), ('K211', 'K210', 'year_value'), ('K211', 'K210', 'total_value'),
        ('K107', 'K106', 'total_value'), ('K108', 'K106', 'total_value'), ('K306', 'K305', 'total_value')
    ) as v (indicator_code, whole_code, field)
),

whole as (
    select
        unit_code, indicator_code,
        unnest(['month_value', 'year_value', 'total_value']) as field,
        unnest([month_value, year_value, total_value]) as whole_value
    from ent.indicator
    where period = $period and indicator_code in ('K106', 'K210', 'K305')
),

part as (
    select
        s.part_id, s.row, used.unit_code, rule.indicator_code, rule.whole_code, rule.field,
        case rule.field when 'month_value' then s.month_value when 'year_value' then s.year_value else s.total_value end
            as part_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join rule on s.indicator_code = rule.indicator_code
    where used.period = $period and not s.is_quarantined
)

select
    part.part_id, part.row, part.field,
    part.part_value <= whole.whole_value as ok,
    plain_number(part.part_value) as value,
    plain_number(whole.whole_value) as expected,
    cast(part.part_value - whole.whole_value as decimal(18, 2)) as difference,
    part.indicator_code, code.name as indicator_name, plain_number(part.part_value) as part_count,
    part.whole_code, plain_number(whole.whole_value) as whole_count
from part
inner join ent.indicator_code as code on part.indicator_code = code.indicator_code
left join whole
    on part.unit_code = whole.unit_code and part.whole_code = whole.indicator_code and part.field = whole.field
where part.part_value is not null
