/*
id = "count_above_scale"
kind = "check"
code = "X105"
severity = "query"
category = "accuracy"
forms = ["site", "project", "indicator", "opening"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "人数、人次超出项目规模", en = "A count beyond the programme's scale" }
message = { zh = "填了 {item_count}，超过 {limit_count}", en = "counts {item_count}, more than {limit_count}" }
why = { zh = "全省两年帮助群众三十余万人次；更大的数多半填错了列、多写了位数，或是别的号码", en = "the whole province helped some 335,000 people in two years; a larger number is mostly in the wrong column, has a digit too many, or is a number of another kind" }
expected = { zh = "一支队伍志愿者不超过 5000 人，一处阵地一个月服务不超过 20000 人次，一个项目受益不超过 100000 人次，一县一项指标不超过 2000000（可设置）", en = "at most 5,000 volunteers of a team, 20,000 people served at a site in a month, 100,000 helped by a project, 2,000,000 for an indicator of a county (settings)" }
fix = { zh = "请核对该数；属实的请说明", en = "check the number; explain it if it is right" }
null = { zh = "未填的不问", en = "not asked where blank" }
source = "project definition: the scale of F01-F10"
*/
with counted as (
    select part_id, row, 'volunteer_count' as field, volunteer_count as item_count, $most_volunteers as limit_count
    from stg.site
    where not is_quarantined and volunteer_count > 0
    union all
    select part_id, row, 'served_times', served_times, $most_served_times
    from stg.site
    where not is_quarantined and served_times > 0
    union all
    select part_id, row, 'beneficiary_times', beneficiary_times, $most_beneficiary_times
    from stg.project
    where not is_quarantined and beneficiary_times > 0
    union all
    select s.part_id, s.row, 'month_value', s.month_value, $most_indicator_count
    from stg.indicator as s
    inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
    where not s.is_quarantined and code.unit <> '元' and s.month_value > 0
    union all
    select s.part_id, s.row, 'year_value', s.year_value, $most_indicator_count
    from stg.indicator as s
    inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
    where not s.is_quarantined and code.unit <> '元' and s.year_value > 0
    union all
    select s.part_id, s.row, 'total_value', s.total_value, $most_indicator_count
    from stg.indicator as s
    inner join ent.indicator_code as code on s.indicator_code = code.indicator_code
    where not s.is_quarantined and code.unit <> '元' and s.total_value > 0
    union all
    select part_id, row, 'value', value, $most_indicator_count
    from stg.opening
    where not is_quarantined and measure not in ('资助资金', '募集资金') and value > 0
)

select
    counted.part_id, counted.row, counted.field,
    counted.item_count <= counted.limit_count as ok,
    plain_number(counted.item_count) as value,
    cast(counted.item_count - counted.limit_count as decimal(18, 2)) as difference,
    plain_number(counted.item_count) as item_count,
    counted.limit_count
from counted
inner join ent.part_used as used on counted.part_id = used.part_id
where used.period = $period
