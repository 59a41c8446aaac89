/*
id = "recipient_category"
kind = "link"
title = { zh = "对象的类别", en = "Which categories a recipient's current rows name" }
grain = ["recipient_id"]
*/
with ranked as (
    select
        p.recipient_id, p.recipient_category, p.other_categories, p.is_local,
        -- What a row says of now goes before what an ended one says, and that before earlier months.
        case when p.is_current and p.status <> '终止' then '9999-02' when p.is_current then '9999-01' else p.period end
            as standing
    from ent.pair_mention as p
    inner join ent.recipient_home as home on p.recipient_id = home.recipient_id
    where not p.is_quarantined and p.is_area and (p.is_current or p.unit_code = home.home_unit)
),

-- Nearly everybody's rows are of one standing: only the others' best is looked for.
best as (
    select recipient_id, max(standing) as standing
    from ranked
    group by recipient_id
    having min(standing) <> max(standing)
),

telling as (
    select ranked.*
    from ranked
    left join best on ranked.recipient_id = best.recipient_id
    where best.recipient_id is null or ranked.standing = best.standing
)

select
    p.recipient_id,
    bool_or(p.recipient_category = '孤儿' or coalesce(contains(p.other_categories, '孤儿'), false)) as has_orphan,
    bool_or(p.recipient_category = '事实无人抚养儿童' or coalesce(contains(p.other_categories, '事实无人抚养儿童'), false))
        as has_de_facto,
    bool_or(p.recipient_category = '特困人员' or coalesce(contains(p.other_categories, '特困人员'), false)) as has_destitute,
    bool_or(p.recipient_category = '困难重度残疾人' or coalesce(contains(p.other_categories, '困难重度残疾人'), false))
        as has_disabled,
    bool_or(p.recipient_category = '特困家庭成员' or coalesce(contains(p.other_categories, '特困家庭成员'), false))
        as has_destitute_family,
    bool_or(p.recipient_category = '留守儿童') as has_left_behind,
    bool_or(p.recipient_category = '困境儿童') as has_in_difficulty,
    min(case when p.is_local then p.recipient_category end) as local_category,
    count(distinct p.recipient_category) as category_count
from telling as p
group by p.recipient_id
