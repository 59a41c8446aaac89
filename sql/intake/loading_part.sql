/*
id = "loading_part"
kind = "intake"
title = { zh = "正在入库的分册", en = "The parts of a load that are not known yet, with what reading their values needs" }
grain = ["part_id"]
*/
select
    part.part_id, part.unit_code, unit_parent.parent_code, part.period, period.as_of,
    cast(part.period || '-01' as date) as period_start,
    case when part.money_unit = '万元' then 10000 else 1 end as money_factor,
    cast(strftime(period.as_of, '%Y%m%d') as bigint) as as_of_number,
    false as is_wrecked,
    part.sheet is null as is_delimited
from meta.part as part
inner join unit_parent on part.unit_code = unit_parent.unit_code
inner join meta.period as period on part.period = period.period
where part.content_hash = '' and part.part_id between $first_part and $last_part
