/*
id = "prefecture_ranked"
kind = "lookup"
title = { zh = "市州排名：结对率、每百名对象联系、每百名对象走访", en = "Prefectures ranked by pairing, contacts and visits per hundred recipients" }
grain = ["measure", "unit_code"]
*/
-- A rate of few people says little, and could say who they are: a prefecture is ranked by what enough people stand under.
with prefecture as (
    select
        unit.unit_code,
        unit.name,
        t01.paired_rate,
        t01.due_count,
        t01.recipient_count
    from meta.unit as unit
    inner join out.t01 as t01 on unit.unit_code = t01.unit_code and t01.period = $period
    where unit.level = 'prefecture'
),

measured as (
    select
        'paired' as measure,
        unit_code,
        name,
        paired_rate as value
    from prefecture
    where due_count >= $least_ranked_recipients
    union all
    select
        case t03.item_no when 1 then 'contact' else 'visit' end as measure,
        prefecture.unit_code,
        prefecture.name,
        cast(t03.per_person_rate * 100 as decimal(18, 2)) as value
    from prefecture
    inner join out.t03 as t03 on prefecture.unit_code = t03.unit_code
    where
        t03.period = $period
        and t03.item_no in (1, 2)
        and prefecture.recipient_count >= $least_ranked_recipients
)

select
    measure,
    unit_code,
    name,
    value,
    rank() over (partition by measure order by value desc) as place
from measured
where value is not null
order by measure, place, unit_code
