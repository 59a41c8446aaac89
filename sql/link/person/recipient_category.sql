/*
id = "recipient_category"
kind = "link"
title = { zh = "对象的类别", en = "Which categories a recipient's current rows name" }
grain = ["recipient_id"]
*/
with ranked as (
    select
        p.recipient_id,
        p.recipient_category,
        case when p.is_local then p.recipient_category end as local_category,
        p.recipient_category = $category_orphan
        or coalesce(contains(p.other_categories, $category_orphan), false) as has_orphan,
        p.recipient_category = $category_de_facto or coalesce(contains(p.other_categories, $category_de_facto), false)
            as has_de_facto,
        p.recipient_category = $category_destitute
        or coalesce(contains(p.other_categories, $category_destitute), false) as has_destitute,
        p.recipient_category = $category_disabled or coalesce(contains(p.other_categories, $category_disabled), false)
            as has_disabled,
        p.recipient_category = $category_destitute_family
        or coalesce(contains(p.other_categories, $category_destitute_family), false)
            as has_destitute_family,
        p.recipient_category = $category_left_behind as has_left_behind,
        p.recipient_category = $category_in_difficulty as has_in_difficulty,
        -- What a row says of now goes before what an ended one says, and that before earlier months.
        -- Whom the province counts is of a category that it counts, whatever a county pairs beside.
        case
            when p.is_local and coalesce(state.has_main or state.is_replacing or state.has_waiting, false) then ''
            when p.is_current and p.status <> '终止' then '9999-02'
            when p.is_current then '9999-01'
            else p.period
        end as standing
    from ent.pair_mention as p
    inner join ent.recipient_home as home on p.recipient_id = home.recipient_id
    left join ent.recipient_state as state on p.recipient_id = state.recipient_id
    where not p.is_quarantined and p.is_area and (p.is_current or p.unit_code = home.home_unit)
),

-- Nearly everybody has one row, which tells all: only the others' best are looked for and put together.
repeated as (
    select recipient_id, max(standing) as standing
    from ranked
    group by recipient_id
    having count(*) > 1
)

select
    recipient_id,
    has_orphan,
    has_de_facto,
    has_destitute,
    has_disabled,
    has_destitute_family,
    has_left_behind,
    has_in_difficulty,
    local_category,
    case when recipient_category is null then 0 else 1 end as category_count
from ranked
anti join repeated on ranked.recipient_id = repeated.recipient_id
union all
select
    telling.recipient_id,
    bool_or(telling.has_orphan),
    bool_or(telling.has_de_facto),
    bool_or(telling.has_destitute),
    bool_or(telling.has_disabled),
    bool_or(telling.has_destitute_family),
    bool_or(telling.has_left_behind),
    bool_or(telling.has_in_difficulty),
    min(telling.local_category),
    count(distinct telling.recipient_category)
from ranked as telling
inner join repeated
    on telling.recipient_id = repeated.recipient_id and telling.standing = repeated.standing
group by telling.recipient_id
