/*
id = "indicator_missing"
kind = "check"
code = "X077"
severity = "query"
category = "completeness"
forms = ["indicator"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "指标缺行", en = "Indicators missing" }
message = { zh = "缺 {missing_count} 个指标：{missing_codes}", en = "{missing_count} indicators are missing: {missing_codes}" }
why = { zh = "缺报的指标不是零", en = "an indicator that isn't there is no nought" }
expected = { zh = "指标表列出全部有效指标，没有的填 0", en = "every indicator in force has its row; none is 0" }
fix = { zh = "请补齐所缺指标，确实没有的填 0", en = "add the rows that are missing, with 0 where there was nothing" }
null = { zh = "有指标代码无法识别的行时为未知；零报告不问", en = "unknown while a row's code can't be read; zero returns are not asked about" }
source = "project definition: AX07"
*/
with unit as (
    select
        used.unit_code, min(used.part_id) as part_id, count(distinct s.indicator_code) as code_count,
        count(*) filter (s.indicator_code is null) as unread_count
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.period = $period
    group by used.unit_code
),

stated as (
    select distinct used.unit_code, s.indicator_code
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.period = $period
),

missing as (
    select
        unit.unit_code, count(*) as missing_count,
        string_agg(code.indicator_code, '、' order by code.indicator_code) as missing_codes
    from unit
    cross join ent.indicator_code as code
    anti join stated on unit.unit_code = stated.unit_code and code.indicator_code = stated.indicator_code
    group by unit.unit_code
)

select
    unit.part_id, cast(null as integer) as row, 'indicator_code' as field,
    case when missing.unit_code is null then true when unit.unread_count = 0 then false end as ok,
    cast(unit.code_count as varchar) as value,
    cast(unit.code_count + coalesce(missing.missing_count, 0) as varchar) as expected,
    cast(-coalesce(missing.missing_count, 0) as decimal(18, 2)) as difference,
    coalesce(missing.missing_count, 0) as missing_count, missing.missing_codes
from unit
left join missing on unit.unit_code = missing.unit_code
