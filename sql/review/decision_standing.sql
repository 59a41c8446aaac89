/*
id = "decision_standing"
kind = "review"
title = { zh = "有效的核定", en = "Decisions in force together: each unit's newest word on each question, with those that are asked to be added (ent.decision_proposed)" }
grain = ["is_new", "decision_no"]
*/
with told as (
    select decision_id as decision_no, false as is_new, kind, left_id, right_id, verdict, unit_code, decision_id as age
    from meta.decision
    where withdrawn_at is null
    union all
    -- Two answers of one file are of one age: they stand side by side, and that is what makes them contradict.
    select decision_no, true as is_new, kind, left_id, right_id, verdict, unit_code, 2147483647 as age
    from ent.decision_proposed
),

-- One question: two identities; the home of a person; whether a person belongs to one unit. A home answers two.
answer as (
    select
        *, decision_kind(kind).question as question,
        if(decision_kind(kind).question = 'unit', verdict, null) as asked_unit
    from told
    union all
    select *, 'home' as question, null as asked_unit
    from told
    where decision_kind(kind).home = 'given'
),

-- A unit replaces what it said itself, the province what anybody said.
replaced as (
    select
        *,
        greatest(
            max(age) over (partition by question, left_id, right_id, asked_unit, unit_code),
            max(if(unit_code is null, age, null)) over (partition by question, left_id, right_id, asked_unit)
        ) as newest_age
    from answer
)

select decision_no, is_new, kind, left_id, right_id, verdict, unit_code
from replaced
group by decision_no, is_new, kind, left_id, right_id, verdict, unit_code
having bool_and(age = newest_age)
