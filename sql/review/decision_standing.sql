/*
id = "decision_standing"
kind = "review"
title = { zh = "有效的核定", en = "Decisions in force together: the newest word on each question, with those that a file asks to add (ent.decision_asked)" }
grain = ["is_new", "decision_no"]
*/
with told as (
    select decision_id as decision_no, false as is_new, kind, left_id, right_id, verdict
    from meta.decision
    where withdrawn_at is null
    union all
    select decision_no, true as is_new, kind, left_id, right_id, verdict
    from ent.decision_asked
),

-- One question: two identities; the home of a person; whether a person belongs to one unit.
newest as (
    select
        told.*,
        -- Two answers of one file stand side by side: that is what makes them contradict.
        rank() over (
            partition by
                if(kind in ('person', 'home'), kind, 'unit'), left_id, right_id,
                if(kind in ('person', 'home'), null, verdict)
            order by is_new desc, if(is_new, 0, decision_no) desc
        ) as place,
        max(if(kind in ('not_home', 'unsure_home'), if(is_new, 1000000000, decision_no), null)) over (
            partition by left_id, verdict
        ) as denied_no,
        max(if(kind = 'home', if(is_new, 1000000000, decision_no), null)) over (
            partition by left_id, verdict
        ) as claimed_no
    from told
)

select decision_no, is_new, kind, left_id, right_id, verdict
from newest
where
    place = 1
    and case kind
        when 'person' then true
        when 'home' then is_new or coalesce(denied_no < decision_no, true)
        else is_new or coalesce(claimed_no < decision_no, true)
    end
