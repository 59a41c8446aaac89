/*
id = "two_categories"
kind = "duplicate"
order = 7
title = { zh = "一人两个类别", en = "One person under two categories" }
grain = ["part_id", "row"]
*/
with told as (
    select
        p.recipient_id, p.unit_code, p.part_id, p.row, p.recipient_folded, p.recipient_category,
        recipient.category, recipient.home_unit,
        -- What tells the categories of a person, as in ent.recipient_category.
        case when p.is_current and p.status <> '终止' then '9999-02' when p.is_current then '9999-01' else p.period end
            as standing
    from ent.pair_mention as p
    inner join ent.recipient_category as several
        on p.recipient_id = several.recipient_id and several.category_count > 1
    inner join ent.recipient as recipient on p.recipient_id = recipient.person_id
    where not p.is_quarantined and p.is_area and (p.is_current or p.unit_code = recipient.home_unit)
),

placed as (
    select
        *,
        row_number() over (
            partition by recipient_id
            order by
                recipient_category is not distinct from category desc, unit_code = home_unit desc,
                unit_code, part_id, row
        ) as place
    from told
    qualify standing = max(standing) over (partition by recipient_id)
)

select
    placed.recipient_id as case_id,
    placed.unit_code,
    placed.part_id,
    placed.row,
    other.unit_code as other_unit,
    other.part_id as other_part_id,
    other.row as other_row,
    'category_order' as rule,
    mask(placed.recipient_folded) as masked_name
from placed
inner join placed as other on placed.recipient_id = other.recipient_id and other.place = 1
where placed.recipient_category is distinct from other.recipient_category
