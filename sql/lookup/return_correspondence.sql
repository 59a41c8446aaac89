/*
id = "return_correspondence"
kind = "lookup"
title = { zh = "退回修改的报表及其答复", en = "Returns that were sent back, whether an answer came, and whether what came counts; it says nothing of whether the return counts meanwhile" }
grain = ["unit_code", "form"]
*/
with sent as (
    select
        unit_code, form, period,
        max(made_at) as sent_at,
        max_by(part_id, made_at) as part_id,
        max_by(until_day, made_at) as until_day
    from meta.return_step
    where step = 'returned' and period = $period
    group by unit_code, form, period
),

came as (
    select
        sent.unit_code, sent.form,
        max(load.loaded_at) as came_at,
        bool_or(counting.part_id is not null) as is_counting
    from sent
    inner join meta.part as part
        on sent.unit_code = part.unit_code and sent.form = part.form and sent.period = part.period
    inner join meta.load as load on part.load_id = load.load_id
    left join meta.accepted_part as counting on part.part_id = counting.part_id
    where load.loaded_at > sent.sent_at and part.state <> 'repeat'
    group by sent.unit_code, sent.form
),

written as (
    select sent.unit_code, sent.form, max(step.made_at) as came_at
    from sent
    inner join meta.return_step as step
        on sent.unit_code = step.unit_code and sent.form = step.form and sent.period = step.period
    where step.step = 'answered' and step.made_at > sent.sent_at
    group by sent.unit_code, sent.form
)

select
    sent.unit_code, unit.name as unit_name, sent.form,
    case
        when came.is_counting then 'accepted'
        when came.came_at is not null or written.came_at is not null then 'answered'
        else 'returned'
    end as step,
    sent.part_id, sent.sent_at, sent.until_day,
    greatest(came.came_at, written.came_at) as answered_at
from sent
inner join meta.unit as unit on sent.unit_code = unit.unit_code
left join came on sent.unit_code = came.unit_code and sent.form = came.form
left join written on sent.unit_code = written.unit_code and sent.form = written.form
where $units is null or sent.unit_code in (select unnest($units))
order by sent.unit_code, sent.form
