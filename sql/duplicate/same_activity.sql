/*
id = "same_activity"
kind = "duplicate"
order = 12
title = { zh = "同一次活动报了两次", en = "The same activity twice" }
bridge = { measures = ["活动"], item = "same_row" }
grain = ["activity_id"]
*/
select
    removed.activity_id as case_id,
    removed.unit_code,
    removed.part_id,
    removed.row,
    removed.survivor_unit as other_unit,
    removed.survivor_part_id as other_part_id,
    removed.survivor_row as other_row,
    case
        when coalesce(mine.reports = 'helper', false) <> coalesce(other.reports = 'helper', false) then 'area_unit'
        when removed.period <> survivor.period then 'earlier_month'
        when removed.unit_code <> removed.survivor_unit then 'lower_unit'
        else 'row_order'
    end as rule,
    mask(coalesce(log.recipient_name, sheet.recipient_name)) as masked_name,
    removed.activity_id
from ent.activity_removed as removed
inner join ent.part_used as survivor on removed.survivor_part_id = survivor.part_id
left join meta.unit as mine on removed.unit_code = mine.unit_code
left join meta.unit as other on removed.survivor_unit = other.unit_code
left join stg.activity as log on removed.part_id = log.part_id and removed.row = log.row
left join stg.activity_monthly as sheet on removed.part_id = sheet.part_id and removed.row = sheet.row
where removed.period = $period
