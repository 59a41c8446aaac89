/*
id = "explained_place"
kind = "outcome"
title = { zh = "已由另一问题说明之处", en = "Where a rule yields: another one that explains its finding failed in the same row" }
grain = ["rule", "part_id", "row"]
*/
select distinct
    pair.rule,
    other.part_id,
    other.row
from (select unnest($pairs, recursive := true)) as pair
inner join chk.finding as other on pair.other = other.rule
where
    other.outcome = 'fail' and (other.period is null or other.period = $period)
    and other.part_id in (select used.part_id from ent.part_used as used where used.period = $period)
