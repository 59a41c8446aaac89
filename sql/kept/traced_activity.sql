/*
id = "traced_activity"
kind = "kept"
title = { zh = "另有说明的活动", en = "Activities that are not simply counted with a main pairing: of auxiliary pairings, unmatched, repeated" }
grain = ["part_id", "row", "activity_kind"]
*/
select
    part_id, row, activity_kind, pair_kind,
    case
        when match in ('unmatched', 'before_opening') then match
        when is_counted then 'counted'
        else 'unmatched'
    end as state
from ent.activity
where not is_counted or pair_kind <> '主结对'
union all
select part_id, row, activity_kind, cast(null as varchar), 'repeated'
from ent.activity_removed
