/*
id = "pairs_by_category_and_level"
kind = "query"
title = { zh = "主结对按对象类别和干部单位层级", en = "Active main pairs by category of the recipient and level of the helper's employer" }
grain = ["category", "helper_level"]
*/
select
    recipient.category,
    coalesce(pair.helper_level, '未填') as helper_level,
    count(*) as pair_count,
    count(distinct pair.helper_id) as helper_count
from stat.pair as pair
inner join stat.recipient as recipient on pair.recipient_id = recipient.person_id
where pair.is_active and pair.is_counted and pair.pair_kind = '主结对'
group by recipient.category, coalesce(pair.helper_level, '未填')
order by recipient.category, helper_level
