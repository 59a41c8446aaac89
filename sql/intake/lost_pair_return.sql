/*
id = "lost_pair_return"
kind = "intake"
title = { zh = "结对大量消失的报表", en = "Pairing returns in `judged_return` that lack too many of the unit's active pairs of before" }
grain = ["unit_code", "period"]
uses = ["pair_before"]
*/
select
    unit_code,
    'pairing' as form,
    period,
    'lost pairs' as reason,
    lost_count as item_count,
    cast(floor(greatest($pairs, $share * pair_count)) as bigint) as limit_count
from (
    select
        unit_code,
        period,
        count(*) as pair_count,
        count(*) filter (is_lost) as lost_count
    from pair_before
    group by unit_code, period
) as q
where lost_count > greatest($pairs, $share * pair_count)
