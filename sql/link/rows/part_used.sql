/*
id = "part_used"
kind = "link"
title = { zh = "本期采用的报表分册", en = "The parts of returns that the period looks at, and whether they are its current state" }
grain = ["part_id"]
*/
with known as (
    -- What its sender doesn't send counts nowhere: no row adds it up. Loading refuses it; a store may have it from before.
    select part.part_id, part.unit_code, part.form, part.layout, part.period
    from meta.accepted_part as part
    semi join meta.owes as owes on part.unit_code = owes.unit_code and part.form = owes.form
    anti join ent.excluded_part as excluded on part.part_id = excluded.part_id
    where part.period <= $period
),

newest as (
    select unit_code, form, max(period) as used_period
    from known
    group by unit_code, form
)

select
    known.part_id,
    known.unit_code,
    known.form,
    known.layout,
    known.period,
    known.period = newest.used_period
    and (
        known.form = 'opening'
        or date_diff('month', cast(newest.used_period || '-01' as date), $period_start) <= $carry_months
    ) as is_current,
    -- By whom people are compared: a unit's newest return and the one before, which may be older than last month.
    dense_rank() over (partition by known.unit_code, known.form order by known.period desc) <= 2
    or known.period >= $previous_period as is_compared
from known
inner join newest on known.unit_code = newest.unit_code and known.form = newest.form
