/*
id = "explanation_listed"
kind = "feedback"
title = { zh = "答复台账", en = "What units answered, with what was decided on it, the oldest first" }
grain = ["explanation_id"]
*/
with decided as (
    select
        explanation_id,
        max_by(verdict, decision_id) as verdict,
        max_by(until_day, decision_id) as until_day,
        max_by(reason, decision_id) as reason,
        max_by(decided_by, decision_id) as decided_by
    from meta.explanation_decision
    group by explanation_id
)

select
    explanation.explanation_id, explanation.unit_code, explanation.form, explanation.period,
    explanation.rule, explanation.severity, explanation.row_key, explanation.field, explanation.value,
    coalesce(explanation.answer, explanation.said) as answer, explanation.note,
    case
        when explanation.verdict <> 'taken' then explanation.verdict
        when decided.verdict = 'grant' then 'granted'
        when decided.verdict = 'refuse' then 'refused'
        when explanation.answer = 'corrected' then 'corrected'
        when explanation.answer = 'confirmed' and explanation.severity <> 'error' then 'confirmed'
        else 'asked'
    end as state,
    explanation.answered_at, decided.until_day, decided.decided_by, decided.reason
from meta.explanation as explanation
left join decided on explanation.explanation_id = decided.explanation_id
where
    ($period is null or explanation.period = $period)
    and ($units is null or explanation.unit_code in (select unnest($units)))
order by explanation.explanation_id
