/*
id = "chosen_finding"
kind = "outcome"
title = { zh = "选定的问题", en = "The findings of a month that were asked for, each with since when it stands and what it moves" }
grain = ["finding_id"]
*/
select
    standing.*,
    effect.figure, effect.amount, effect.share,
    explained.explained, explained.explanation_id
from standing
left join explained on standing.finding_id = explained.finding_id
left join effect on standing.finding_id = effect.finding_id
where
    ($units is null or standing.unit in (select unnest($units)))
    and ($rules is null or standing.rule in (select unnest($rules)))
    and ($severity is null or standing.severity = $severity)
    and (not $only_new or standing.since = $period)
