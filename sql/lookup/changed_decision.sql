/*
id = "changed_decision"
kind = "lookup"
title = { zh = "要更改的核定", en = "Decisions in force that get another answer" }
grain = ["decision_no"]
*/
select asked.place, kept.decision_no, kept.unit_code
from (select unnest($asked, recursive := true)) as asked
inner join ent.decision_standing as kept
    on
        asked.left_id = kept.left_id and asked.right_id is not distinct from kept.right_id
        and is_other_answer(asked.kind, asked.verdict, kept.kind, kept.verdict)
order by asked.decision_no, kept.decision_no
