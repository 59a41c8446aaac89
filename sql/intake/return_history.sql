/*
id = "return_history"
kind = "intake"
title = { zh = "报表的经过", en = "What became of a return, the oldest first: what loading and decisions say of each version, and what was written about it" }
grain = ["made_at"]
uses = ["return_hold", "sheet_part"]
*/
with version as (
    select
        part.part_id,
        part.superseded_by,
        load.loaded_at,
        unit.name as unit_name,
        if(part.state = 'accepted' and hold.reason is not null, 'held', part.state) as state,
        if(part.state = 'accepted', hold.reason, part.state_reason) as reason
    from meta.part as part
    inner join sheet_part on part.part_id = sheet_part.part_id and sheet_part.share = 1
    inner join meta.load as load on part.load_id = load.load_id
    inner join meta.unit as unit on part.unit_code = unit.unit_code
    left join return_hold as hold
        on part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period
    where
        part.unit_code = $unit and part.form = $form and part.period = $period
        -- The same content again is no step.
        and part.state <> 'repeat'
),

decided as (
    select
        part_id, reason, decided_by, decided_at,
        case verb when 'withdraw' then 'withdrawn' else 'accepted' end as step
    from meta.return_decision
    where unit_code = $unit and form = $form and period = $period and verb <> 'extend'
),

written as (
    select step, part_id, reason, made_by, made_at, until_day
    from meta.return_step
    where unit_code = $unit and form = $form and period = $period
),

-- Each with its place among steps of one moment.
step as (
    select
        1 as place, loaded_at as made_at, 'received' as step, part_id, unit_name as made_by,
        cast(null as varchar) as reason, cast(null as date) as until_day
    from version
    union all
    select 2, loaded_at, 'answered', part_id, unit_name, null, null
    from version
    where loaded_at > (select min(made_at) from written where step = 'returned')
    union all
    select 3, loaded_at, 'held', part_id, null, reason, null
    from version
    where state = 'held'
    union all
    select 4, loaded_at, 'accepted', part_id, null, null, null
    from version
    where state = 'accepted' and part_id not in (select part_id from decided where part_id is not null)
    union all
    select
        5,
        -- By a later version, by an earlier one with a later 填报日期, or by a decision for the other.
        greatest(version.loaded_at, other.loaded_at, chosen.decided_at), 'superseded', version.part_id,
        chosen.decided_by, cast(version.superseded_by as varchar), null
    from version
    left join version as other on version.superseded_by = other.part_id
    left join (
        select part_id, max(decided_at) as decided_at, max_by(decided_by, decided_at) as decided_by
        from decided
        where step = 'accepted'
        group by part_id
    ) as chosen on version.superseded_by = chosen.part_id and version.loaded_at < chosen.decided_at
    where version.state = 'superseded'
    union all
    select 6, decided_at, step, part_id, decided_by, reason, null
    from decided
    union all
    select 7, made_at, step, part_id, made_by, reason, until_day
    from written
)

select made_at, step, part_id, made_by, reason, until_day
from step
order by made_at, place, part_id
