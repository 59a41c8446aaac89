/*
id = "opening_gap"
kind = "check"
code = "X085"
severity = "query"
category = "completeness"
forms = ["opening"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "期初与首个已报月份之间缺报", en = "Months missing after the opening" }
message = { zh = "期初截止 {as_of}，首个已报月份 {first_month}，其间缺 {missing_count} 个月", en = "the opening goes up to {as_of}, the first month loaded is {first_month}: {missing_count} months are missing between" }
why = { zh = "缺报月份不是零，累计会少计", en = "missing months are no noughts: the totals lack them" }
expected = { zh = "首个已报月份紧接截止日期", en = "the first month loaded follows the opening's day" }
fix = { zh = "请补报缺少的月份，或更正期初的截止日期", en = "send the missing months, or correct the day of the opening" }
null = { zh = "截止日之后没有已报月份的为未知", en = "unknown where no month after the opening's day is loaded" }
source = "project definition: AX08"
*/
-- A unit need not send fund entries every month: only activities can have a gap.
with opened as (
    select
        s.part_id, used.unit_code, s.as_of, min(s.row) as row,
        date_trunc('month', s.as_of + 1) as next_month
    from stg.opening as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.as_of is not null
        and s.measure not in ('公益项目', '社会组织', '募集资金')
    group by all
),

followed as (
    select opened.*, min(loaded.period) as first_month
    from opened
    left join ent.month_loaded as loaded
        on
            opened.unit_code = loaded.unit_code and loaded.form = 'activity'
            and last_day(cast(loaded.period || '-01' as date)) > opened.as_of
    group by all
),

counted as (
    select *, date_diff('month', next_month, cast(first_month || '-01' as date)) as missing_count
    from followed
)

select
    part_id, row, 'as_of' as field,
    missing_count <= 0 as ok,
    cast(as_of as varchar) as value,
    strftime(next_month, '%Y-%m') as expected,
    cast(missing_count as decimal(18, 2)) as difference,
    as_of, first_month, missing_count
from counted
