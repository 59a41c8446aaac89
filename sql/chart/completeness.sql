/*
id = "completeness"
kind = "chart"
title = { zh = "各市州报表报送情况", en = "Returns received by prefecture" }
grain = ["unit_code", "part_no"]
forms = ["pairing", "activity", "organization", "fund_entry", "project", "site", "indicator", "opening"]
source = ["T09"]
notes = ["只计应报的报表，市州含本级和所辖县区。"]

[chart]
no = 8
shape = "stacked"
unit = "份"
style = "count"
least_rows = 1
too_few = "没有应报的报表"
*/
with part as (
    select
        v.part_no,
        v.part
    from (
        values
        (1, '按时'),
        (2, '迟报'),
        (3, '沿用'),
        (4, '未报或未采用')
    ) as v (part_no, part)
),

sent as (
    select
        coalesce(above.unit_code, unit.unit_code) as unit_code,
        case
            when t09.state in ('已报', '零报告', '已报期初') and t09.late_mark is null then 1
            when t09.state in ('已报', '零报告', '已报期初') then 2
            when t09.state = '沿用' then 3
            else 4
        end as part_no
    from out.t09 as t09
    inner join meta.unit as unit on replace(t09.unit_code, '-0', '') = unit.unit_code
    left join meta.unit as above on unit.parent_code = above.unit_code and above.level = 'prefecture'
    where t09.period = $period and t09.expected_mark = '应报'
),

counted as (
    select
        unit_code,
        part_no,
        count(*) as return_count
    from sent
    group by unit_code, part_no
),

expected as (
    select
        unit_code,
        count(*) as expected_count
    from sent
    group by unit_code
)

select
    expected.unit_code,
    case
        when unit.unit_code = $province_code then $province_own_level
        else unit.short_name
    end as unit_name,
    part.part_no,
    part.part,
    coalesce(counted.return_count, 0) as value,
    expected.expected_count as whole
from expected
cross join part
inner join meta.unit as unit on expected.unit_code = unit.unit_code
left join counted on expected.unit_code = counted.unit_code and part.part_no = counted.part_no
order by expected.unit_code, part.part_no
