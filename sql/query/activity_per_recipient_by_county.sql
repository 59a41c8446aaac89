/*
id = "activity_per_recipient_by_county"
kind = "query"
title = { zh = "各县区一月中每名对象的联系和走访", en = "Contacts and visits a recipient in a month, by county" }
grain = ["unit_code"]

[params.period]
en = "a month; else the newest"
zh = "月份，默认最近一月"
*/
with chosen as (
    select coalesce($period, max(t03.period)) as period
    from out.t03 as t03
)

select
    t03.unit_code,
    t03.unit_name,
    max(case when t03.item_no = 1 then t03.per_person_rate end) as contact_rate,
    max(case when t03.item_no = 2 then t03.per_person_rate end) as visit_rate
from out.t03 as t03
inner join chosen on t03.period = chosen.period
inner join stat.unit as unit on t03.unit_code = unit.row_code and unit.level = 'area'
group by t03.unit_code, t03.unit_name
order by t03.unit_code
