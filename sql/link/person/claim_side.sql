/*
id = "claim_side"
kind = "link"
is_view = true
title = { zh = "认领双方", en = "Every side of a claim beside the home unit's, and that beside the first of the others" }
grain = ["case_id", "unit_code"]
*/
with side as (
    select
        claim.*,
        row_number() over (
            partition by claim.recipient_id, claim.claim_kind
            order by claim.is_home desc, claim.unit_code
        ) as place
    from ent.claim_case as claim
)

select
    side.claim_kind,
    side.recipient_id as case_id,
    side.unit_code,
    side.part_id,
    side.row,
    other.unit_code as other_unit,
    other.part_id as other_part_id,
    other.row as other_row,
    side.is_home,
    side.is_decided,
    mask(p.recipient_folded) as masked_name
from side
inner join side as other
    on
        side.recipient_id = other.recipient_id and side.claim_kind = other.claim_kind
        and other.place = case when side.place = 1 then 2 else 1 end
inner join ent.pair_mention as p on side.part_id = p.part_id and side.row = p.row
