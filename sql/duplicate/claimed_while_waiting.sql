/*
id = "claimed_while_waiting"
kind = "duplicate"
order = 6
title = { zh = "一地待结对、另一地在帮", en = "Waiting for a helper in one unit and paired in another" }
grain = ["case_id", "unit_code"]
*/
-- Every side beside the home unit's, and that beside the first of the others.
with side as (
    select
        claim.*,
        row_number() over (partition by claim.recipient_id order by claim.is_home desc, claim.unit_code) as place
    from ent.claim_case as claim
    where claim.claim_kind = 'waiting'
)

select
    side.recipient_id as case_id,
    side.unit_code,
    side.part_id,
    side.row,
    other.unit_code as other_unit,
    other.part_id as other_part_id,
    other.row as other_row,
    case when side.is_home then 'home' when side.is_decided then 'decision' else 'paired_first' end as rule,
    mask(p.recipient_folded) as masked_name
from side
inner join side as other
    on side.recipient_id = other.recipient_id and other.place = case when side.place = 1 then 2 else 1 end
inner join ent.pair_mention as p on side.part_id = p.part_id and side.row = p.row
