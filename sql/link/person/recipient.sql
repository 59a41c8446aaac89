/*
id = "recipient"
kind = "link"
title = { zh = "帮扶对象", en = "Recipients with their home unit, category and state" }
grain = ["person_id"]
*/
with particular as (
    select
        state.*,
        home.home_unit,
        home.is_home_contested,
        category.has_orphan, category.has_de_facto, category.has_destitute, category.has_disabled,
        case
            when category.has_orphan then $category_orphan
            when category.has_de_facto then $category_de_facto
            when category.has_destitute then $category_destitute
            when category.has_disabled then $category_disabled
            when category.has_destitute_family then $category_destitute_family
            when category.has_left_behind then $category_left_behind
            when category.has_in_difficulty then $category_in_difficulty
            else category.local_category
        end as category,
        chosen.care_mode,
        case when chosen.disability_certificate is not null then substr(chosen.disability_certificate, 19, 1) end
            as disability_kind,
        case when chosen.disability_certificate is not null then substr(chosen.disability_certificate, 20, 1) end
            as disability_grade,
        household_key(
            chosen.care_mode, home.home_unit, chosen.household_no, chosen.household_head_id, state.recipient_id
        ) as household
    from ent.recipient_state as state
    inner join ent.recipient_home as home on state.recipient_id = home.recipient_id
    inner join ent.recipient_row as chosen on state.recipient_id = chosen.recipient_id
    inner join ent.recipient_category as category on state.recipient_id = category.recipient_id
),

-- Grouped and joined: a window would put all of every recipient's columns in order.
shared as (
    select household, min(recipient_id) as household_id
    from particular
    where household.kind <> 'alone'
    group by household
)

select
    particular.recipient_id as person_id,
    home_unit,
    is_home_contested,
    category,
    has_orphan, has_de_facto, has_destitute, has_disabled,
    care_mode, disability_kind, disability_grade,
    has_main or is_replacing as is_member,
    is_replacing,
    has_waiting and not has_main and not is_replacing as is_waiting,
    has_main or is_replacing or has_waiting as is_due,
    has_auxiliary as is_auxiliary,
    has_local_main and not has_main and not is_replacing as is_local,
    case when particular.household.kind = 'alone' then particular.recipient_id else shared.household_id end
        as household_id,
    coalesce(particular.household.kind = 'alone', false) as is_household_presumed
from particular
left join shared on particular.household = shared.household
