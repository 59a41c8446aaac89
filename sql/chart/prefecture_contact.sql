/*
id = "prefecture_contact"
kind = "chart"
title = { zh = "各市州每百名对象联系交流", en = "Contacts per hundred recipients on a tile map" }
grain = ["unit_code"]
forms = ["activity", "pairing"]
source = ["T01", "T03"]
notes = ["本月联系人次÷上报单位期末帮扶对象×100。方格按地理方位排列，不表示面积。"]

[chart]
no = 6
shape = "tiles"
unit = "人次/百人"
style = "rate"
least_rows = 3
too_few = "有数据的市州不足三个，不作比较"
*/
with rate as (
    select
        t03.unit_code,
        unit.short_name,
        unit.parent_code,
        cast(t03.per_person_rate * 100 as decimal(18, 2)) as rate_value,
        t01.recipient_count >= $least_ranked_recipients as is_enough
    from out.t03 as t03
    inner join meta.unit as unit on t03.unit_code = unit.unit_code
    inner join out.t01 as t01 on t03.period = t01.period and t03.unit_code = t01.unit_code
    where t03.period = $period and t03.item_no = 1 and t03.per_person_rate is not null
)

select
    rate.unit_code,
    rate.short_name as unit_name,
    rate.unit_code = $province_code as is_whole,
    case when rate.is_enough then rate.rate_value end as value
from rate
where rate.unit_code = $province_code or rate.parent_code = $province_code
order by value desc nulls last, rate.unit_code
