/*
id = "same_as_last_month"
kind = "check"
code = "X015"
severity = "query"
category = "history"
forms = []
needs = ["previous"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "与上月完全相同", en = "Identical with last month" }
message = { zh = "本月 {same_count} 项数据与上月完全相同，疑似沿用上月模板", en = "{same_count} figures are the same as last month's, as if its file had been copied" }
why = { zh = "复制上月报表后未更新", en = "last month's file was sent again under this month's name" }
expected = { zh = "与上月不完全相同", en = "not all the same as last month" }
fix = { zh = "请核对是否已按本月实际填报", en = "check that this month's numbers were entered" }
null = { zh = "上月没有数据为未知；少于规定项数的不问", en = "unknown without last month's data; too few figures are not asked about" }
source = "intake 51"
*/
with flow as (
    select indicator_code from ent.indicator_code where kind = 'flow'
),

declared as (
    select used.part_id, used.unit_code, used.period, s.indicator_code, s.month_value
    from stg.indicator as s
    inner join ent.part_used as used on s.part_id = used.part_id
    inner join flow on s.indicator_code = flow.indicator_code
    where used.period in ($period, $previous_period) and not s.is_quarantined and s.month_value > 0
),

counted as (
    select used.unit_code, used.period, min(used.part_id) as part_id, count(*) as item_count
    from (
        select part_id from stg.activity where not is_quarantined
        union all
        select part_id from stg.activity_monthly where not is_quarantined
    ) as item
    inner join ent.part_used as used on item.part_id = used.part_id
    where used.period in ($period, $previous_period)
    group by used.unit_code, used.period
),

-- The texts of a month are long: they are compared only where both months have as many rows.
suspect_part as (
    select used.part_id, used.unit_code, used.period
    from ent.part_used as used
    inner join counted as present on used.unit_code = present.unit_code and present.period = $period
    inner join counted as past on used.unit_code = past.unit_code and past.period = $previous_period
    where
        used.form = 'activity' and used.period in ($period, $previous_period)
        and present.item_count = past.item_count
),

-- All that an activity's row says but its date and its place in the sheet.
said as (
    select
        part_id,
        concat_ws(
            chr(31), 'log', coalesce(helper_id, helper_id_text, helper_name, ''),
            coalesce(recipient_id, recipient_id_text, recipient_name, ''), coalesce(recipient_no, ''),
            coalesce(pair_no, ''), activity_kind, coalesce(method, ''), person_times, coalesce(matter_count, 0),
            coalesce(matter_kind, ''), coalesce(amount_yuan, 0), coalesce(content, '')
        ) as text
    from stg.activity
    where not is_quarantined and part_id in (select part_id from suspect_part)
    union all
    select
        part_id,
        concat_ws(
            chr(31), 'month', coalesce(helper_id, helper_id_text, helper_name, ''),
            coalesce(recipient_id, recipient_id_text, recipient_name, ''), coalesce(recipient_no, ''),
            coalesce(pair_no, ''), coalesce(contact_count, 0), coalesce(visit_count, 0), coalesce(policy_count, 0),
            coalesce(difficulty_count, 0), coalesce(deed_count, 0), coalesce(amount_yuan, 0)
        )
    from stg.activity_monthly
    where not is_quarantined and part_id in (select part_id from suspect_part)
),

digested as (
    select suspect_part.unit_code, suspect_part.period, sum(hash(said.text)) as digest
    from said
    inner join suspect_part on said.part_id = suspect_part.part_id
    group by suspect_part.unit_code, suspect_part.period
),

indicator as (
    select
        unit_code, period, min(part_id) as part_id, count(*) as item_count,
        sum(hash(indicator_code || ' ' || month_value)) as digest
    from declared
    group by unit_code, period
),

compared as (
    select counted.*, digested.digest
    from counted
    left join digested on counted.unit_code = digested.unit_code and counted.period = digested.period
    union all
    select * from indicator
),

placed as (
    select compared.*, used.form
    from compared
    inner join ent.part_used as used on compared.part_id = used.part_id
)

select
    present.part_id, cast(null as integer) as row, cast(null as varchar) as field,
    present.item_count <> past.item_count or present.digest <> past.digest as ok,
    cast(present.item_count as varchar) as value,
    present.item_count as same_count
from placed as present
left join placed as past
    on present.unit_code = past.unit_code and present.form = past.form and past.period = $previous_period
where present.period = $period and present.item_count >= $item_count
