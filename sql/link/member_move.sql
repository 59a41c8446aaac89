/*
id = "member_move"
kind = "link"
is_scratch = true
title = { zh = "对象的增减", en = "How each counted person came to be, or no longer is, counted" }
grain = ["person_id"]
*/
with closing as (
    select person_id, home_unit as unit_code, category
    from ent.recipient
    where is_member
),

first_start as (
    select recipient_id, min(coalesce(start_date, date '1900-01-01')) as start_date
    from ent.recipient_claim
    where pair_kind = '主结对' and status <> '待结对' and is_area
    group by recipient_id
),

ended as (
    select recipient_id, bool_or(is_exit) as has_exit
    from ent.recipient_claim
    group by recipient_id
)

select
    coalesce(opening.person_id, closing.person_id) as person_id,
    opening.unit_code as opening_unit,
    opening.category as opening_category,
    closing.unit_code as closing_unit,
    closing.category as closing_category,
    coalesce(opening.is_estimated, false) as is_estimated,
    case
        when opening.person_id is null and first_start.start_date > $previous_as_of then 'added'
        when opening.person_id is null then 'revised'
        when closing.person_id is null and coalesce(ended.has_exit, false) then 'exited'
        when closing.person_id is null then 'withdrawn'
        when opening.unit_code <> closing.unit_code then 'moved'
        when coalesce(opening.category, '') <> coalesce(closing.category, '') then 'category'
        else 'stayed'
    end as move
from ent.opening_member as opening
full join closing on opening.person_id = closing.person_id
left join first_start on coalesce(opening.person_id, closing.person_id) = first_start.recipient_id
left join ended on coalesce(opening.person_id, closing.person_id) = ended.recipient_id
