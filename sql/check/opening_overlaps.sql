/*
id = "opening_overlaps"
kind = "check"
code = "X084"
severity = "query"
category = "consistency"
forms = ["opening"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "期初与已报月份重叠", en = "The opening covers months that are loaded" }
message = { zh = "期初截止 {as_of}，但 {first_month} 起已有 {month_count} 个月的报表在截止日之前", en = "the opening goes up to {as_of}, but {month_count} months up to then are loaded, from {first_month} on" }
why = { zh = "期初已含的月份再计一次，累计重复", en = "months that the opening holds already would count twice" }
expected = { zh = "截止日期在首个已报月份之前", en = "the opening ends before the first month that is loaded" }
fix = { zh = "请将期初改为首个已报月份之前的累计", en = "make the opening the total before the first loaded month" }
null = { zh = "截止日期空白的不问；以前已报过期初、按月结转的，以新期初为准，不算重叠", en = "a row without a date is not asked about; an opening carried forward from an earlier one replaces it and overlaps nothing" }
source = "project definition: AX08"
*/
with opened as (
    select
        s.part_id, used.unit_code, s.as_of,
        if(s.measure = '募集资金', 'fund_entry', 'activity') as form,
        min(s.row) as row
    from stg.opening as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.as_of is not null and s.measure not in ('公益项目', '社会组织')
    group by all
),

-- Whose first opening ended before the loaded months carries the total forward: flows count after the new day alone.
first_opened as (
    select used.unit_code, if(s.measure = '募集资金', 'fund_entry', 'activity') as form, min(s.as_of) as as_of
    from stg.opening as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where not s.is_quarantined and s.as_of is not null and s.measure not in ('公益项目', '社会组织')
    group by all
),

covered as (
    select opened.part_id, opened.row, min(loaded.period) as first_month, count(*) as month_count
    from opened
    inner join ent.month_loaded as loaded
        on
            opened.unit_code = loaded.unit_code and opened.form = loaded.form
            and last_day(cast(loaded.period || '-01' as date)) <= opened.as_of
    inner join first_opened on opened.unit_code = first_opened.unit_code and opened.form = first_opened.form
    group by opened.part_id, opened.row, first_opened.as_of
    having last_day(cast(min(loaded.period) || '-01' as date)) <= first_opened.as_of
)

select
    opened.part_id, opened.row, 'as_of' as field,
    covered.month_count is null as ok,
    cast(opened.as_of as varchar) as value,
    '< ' || covered.first_month as expected,
    cast(covered.month_count as decimal(18, 2)) as difference,
    opened.as_of, covered.first_month, covered.month_count
from opened
left join covered on opened.part_id = covered.part_id and opened.row = covered.row
