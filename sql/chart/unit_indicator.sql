/*
id = "unit_indicator"
kind = "chart"
title = { zh = "各单位主要指标对照", en = "Indicators of every unit side by side" }
grain = ["unit_code", "column_no"]
forms = ["pairing", "activity"]
source = ["T01", "T03"]
notes = ["颜色为该单位在本列中的位次，越深越高；空白为没有数据或对象人数过少。"]

[chart]
no = 7
shape = "heat"
unit = "结对率为%，联系、走访为人次/百人，宣传、困难、实事为件/百人，资助为元/人"
style = "rate"
least_rows = 3
too_few = "有数据的单位不足三个，不作比较"
*/
with part as (
    select
        v.column_no,
        v.item_no,
        v.column_name,
        v.times
    from (
        values
        (1, 0, '结对率', 100),
        (2, 1, '联系交流', 100),
        (3, 2, '走访探视', 100),
        (4, 3, '政策宣传', 100),
        (5, 4, '解决困难', 100),
        (6, 5, '帮办实事', 100),
        (7, 6, '资助资金', 1)
    ) as v (column_no, item_no, column_name, times)
),

area as (
    select
        t01.unit_no,
        t01.unit_code,
        t01.recipient_count,
        t01.paired_rate,
        unit.short_name as unit_name,
        coalesce(above.short_name, unit.short_name) as group_name,
        coalesce(above.unit_code, unit.unit_code) as group_code
    from out.t01 as t01
    inner join meta.unit as unit on t01.unit_code = unit.unit_code
    left join meta.unit as above on unit.parent_code = above.unit_code and above.level = 'prefecture'
    where t01.period = $period and (unit.level = 'county' or unit.reports in ('area', 'optional'))
),

cell as (
    select
        area.unit_no,
        area.unit_code,
        area.unit_name,
        area.group_name,
        area.group_code,
        part.column_no,
        part.column_name,
        case
            when area.recipient_count < $least_ranked_recipients then null
            when part.item_no = 0 then cast(area.paired_rate * part.times as decimal(18, 2))
            -- Once for a hundred, rounded half up in whole numbers.
            else cast(
                (200 * cast(t03.month_value * part.times as bigint) + area.recipient_count)
                // (2 * area.recipient_count) as decimal(18, 0)
            ) * 0.01
        end as value
    from area
    cross join part
    left join out.t03 as t03
        on t03.period = $period and area.unit_code = t03.unit_code and part.item_no = t03.item_no
)

select
    unit_code,
    unit_name,
    group_code,
    group_name,
    column_no,
    column_name,
    value,
    case
        when value is not null
            then cast(percent_rank() over (partition by column_no, value is null order by value) as decimal(9, 4))
    end as depth
from cell
order by unit_no, column_no
