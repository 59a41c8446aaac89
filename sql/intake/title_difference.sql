/*
id = "title_difference"
kind = "intake"
title = { zh = "与上月不同的列标题", en = "Titles that only a return or only its unit's month before has, of the returns in a load" }
grain = ["first_part", "is_old", "layout", "title", "field"]
*/
with titled as (
    select part.*
    from meta.part as part
    where exists (select 1 from meta.part_column as c where c.part_id = part.part_id)
),

fresh as (
    select unit_code, form, period, min(part_id) as first_part
    from titled
    where load_id = $load_id and state <> 'repeat'
    group by unit_code, form, period
),

compared as (
    select fresh.unit_code, fresh.form, fresh.period, fresh.first_part, max(earlier.period) as earlier_period
    from fresh
    inner join titled as earlier
        on
            fresh.unit_code = earlier.unit_code and fresh.form = earlier.form
            and fresh.period > earlier.period and earlier.state = 'accepted'
    group by all
),

seen as (
    select distinct
        compared.first_part, part.period < compared.period as is_old, part.layout,
        c.title_key, c.title, c.field
    from compared
    inner join titled as part
        on
            compared.unit_code = part.unit_code and compared.form = part.form
            and (
                (compared.period = part.period and part.load_id = $load_id and part.state <> 'repeat')
                or (compared.earlier_period = part.period and part.state = 'accepted')
            )
    inner join meta.part_column as c on part.part_id = c.part_id
),

judged as (
    select
        *,
        min(is_old) over (partition by first_part, title_key)
        = max(is_old) over (partition by first_part, title_key) as is_one_sided,
        field is not null and min(is_old) over (partition by first_part, field)
        <> max(is_old) over (partition by first_part, field) as is_field_on_both
    from seen
)

select first_part, is_old, layout, title, field, is_field_on_both
from judged
where is_one_sided
order by all
