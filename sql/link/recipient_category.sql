/*
id = "recipient_category"
kind = "link"
title = { zh = "对象的类别", en = "Which categories a recipient's current rows name" }
grain = ["recipient_id"]
*/
select
    p.recipient_id,
    bool_or(p.recipient_category = '孤儿' or contains(p.other_categories, '孤儿')) as has_orphan,
    bool_or(p.recipient_category = '事实无人抚养儿童' or contains(p.other_categories, '事实无人抚养儿童')) as has_de_facto,
    bool_or(p.recipient_category = '特困人员' or contains(p.other_categories, '特困人员')) as has_destitute,
    bool_or(p.recipient_category = '困难重度残疾人' or contains(p.other_categories, '困难重度残疾人')) as has_disabled,
    bool_or(p.recipient_category = '特困家庭成员' or contains(p.other_categories, '特困家庭成员')) as has_destitute_family,
    bool_or(p.recipient_category = '留守儿童') as has_left_behind,
    bool_or(p.recipient_category = '困境儿童') as has_in_difficulty,
    min(case when p.is_local then p.recipient_category end) as local_category,
    count(distinct p.recipient_category) as category_count
from ent.pair_mention as p
inner join ent.recipient_home as home on p.recipient_id = home.recipient_id
where not p.is_quarantined and (p.is_current or p.unit_code = home.home_unit)
group by p.recipient_id
