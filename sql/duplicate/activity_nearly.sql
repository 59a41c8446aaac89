/*
id = "activity_nearly"
kind = "duplicate"
order = 13
title = { zh = "仅内容不同的活动", en = "Activities that differ in content only" }
grain = ["part_id", "row"]
*/
-- What the check activity_nearly_repeated asks about; a test holds both to the same rows.
with dated as (
    select
        activity.part_id, activity.row, activity.unit_code, activity.period, s.recipient_name,
        min(row(activity.period, activity.part_id, activity.row, activity.unit_code)) over (
            partition by
                activity.recipient_id, activity.helper_id, activity.activity_date, activity.activity_kind,
                activity.amount_yuan, s.matter_kind
        ) as earliest
    from ent.activity as activity
    inner join stg.activity as s on activity.part_id = s.part_id and activity.row = s.row
    where
        activity.period in ($period, $previous_period) and activity.activity_date is not null
        and activity.match <> 'substitute' and activity.recipient_id is not null and activity.helper_id is not null
)

select
    concat_ws(' ', part_id, row) as case_id,
    unit_code,
    part_id,
    row,
    earliest[4] as other_unit,
    earliest[2] as other_part_id,
    earliest[3] as other_row,
    'all_count' as rule,
    mask(recipient_name) as masked_name
from dated
where period = $period and (earliest[2] <> part_id or earliest[3] <> row)
