/*
id = "claimed_by_units"
kind = "duplicate"
order = 5
title = { zh = "一名对象由几个单位上报", en = "One recipient claimed by several units" }
grain = ["case_id", "unit_code"]
*/
-- Every side beside the home unit's, and that beside the first of the others.
with side as (
    select
        claim.*,
        row_number() over (partition by claim.recipient_id order by claim.is_home desc, claim.unit_code) as place
    from ent.claim_case as claim
    where claim.claim_kind = 'units'
)

select
    side.recipient_id as case_id,
    side.unit_code,
    side.part_id,
    side.row,
    other.unit_code as other_unit,
    other.part_id as other_part_id,
    other.row as other_row,
    case
        when side.is_home then 'home'
        when side.is_decided then 'decision'
        when home.is_home_contested then 'lower_unit'
        else 'last_home'
    end as rule,
    mask(p.recipient_folded) as masked_name
from side
inner join side as other
    on side.recipient_id = other.recipient_id and other.place = case when side.place = 1 then 2 else 1 end
inner join ent.recipient_home as home on side.recipient_id = home.recipient_id
inner join ent.pair_mention as p on side.part_id = p.part_id and side.row = p.row
