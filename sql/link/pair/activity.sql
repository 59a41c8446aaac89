/*
id = "activity"
kind = "link"
title = { zh = "帮扶活动", en = "Activities of all months so far, duplicates gone, each with its pair" }
grain = ["activity_id"]
*/
with opened as (
    select unit_code, max(as_of) as as_of
    from ent.opening
    where
        scope = '启动以来累计'
        and measure in ('联系交流', '走访探视', '政策宣传落实', '解决实际困难', '帮办实事', '资助资金', '帮助群众')
    group by unit_code
),

judged as (
    select
        activity.*,
        matched.pair_kind,
        matched.recipient_id as matched_recipient_id,
        matched.helper_id as matched_helper_id,
        coalesce(matched.match, 'unmatched') as pair_match,
        activity.last_date <= opened.as_of
        and last_day(cast(activity.period || '-01' as date)) > opened.as_of as is_before_opening
    from ent.activity_person as activity
    anti join ent.activity_repeat as repeated on activity.activity_id = repeated.activity_id
    left join ent.activity_match as matched on activity.activity_id = matched.activity_id
    left join opened on activity.unit_code = opened.unit_code
)

select
    activity_id, unit_code, period, activity_date, activity_kind, person_times, matter_count,
    cast(amount_yuan as decimal(18, 2)) as amount_yuan,
    pair_kind,
    case when coalesce(is_before_opening, false) then 'before_opening' else pair_match end as match,
    pair_match <> 'unmatched' and not coalesce(is_before_opening, false) as is_counted,
    coalesce(activity_date < cast(period || '-01' as date), false) as is_earlier,
    coalesce(matched_recipient_id, recipient_id) as recipient_id,
    coalesce(matched_helper_id, helper_id) as helper_id,
    part_id,
    row
from judged
