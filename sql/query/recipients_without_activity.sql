/*
id = "recipients_without_activity"
kind = "query"
title = { zh = "最近一月没有任何联系和走访的对象，按县区", en = "Recipients whom nobody contacted or visited in the newest month, by county" }
grain = ["unit_code"]
*/
with newest as (
    select about.period
    from stat.about as about
),

reached as (
    select distinct activity.recipient_id
    from stat.activity as activity
    inner join newest on activity.period = newest.period
    where activity.is_counted and activity.activity_kind in ('联系交流', '走访探视')
)

select
    unit.row_code as unit_code,
    unit.name as unit_name,
    count(*) as recipient_count,
    count(*) filter (where reached.recipient_id is null) as unreached_count
from stat.recipient as recipient
inner join stat.unit as unit on recipient.home_unit = unit.unit_code and unit.level = 'area'
left join reached on recipient.person_id = reached.recipient_id
where recipient.is_member
group by unit.row_code, unit.name
order by unit.row_code
