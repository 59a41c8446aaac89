/*
id = "explained_finding"
kind = "outcome"
title = { zh = "已作说明的问题", en = "Findings that their unit explained, and whether that settles them: it holds while value and rule are the same, an exemption until its day" }
grain = ["finding_id"]
*/
with said as (
    select explanation_id, sign, value_sign, rule_version, answer, note
    from meta.explanation
    where verdict = 'taken' and answer <> 'corrected' and period <= $period
    qualify row_number() over (partition by sign order by explanation_id desc) = 1
),

decided as (
    select
        explanation_id,
        max_by(verdict, decision_id) as verdict,
        max_by(until_day, decision_id) as until_day
    from meta.explanation_decision
    group by explanation_id
)

select
    standing.finding_id,
    said.explanation_id,
    said.note,
    case
        when
            said.value_sign <> lasting.value_sign
            or not coalesce(said.rule_version = rule_version.version, false)
            or (decided.verdict = 'grant' and decided.until_day < $as_of)
            then 'reopened'
        when decided.verdict = 'refuse' then 'refused'
        when decided.verdict = 'grant' then 'granted'
        when said.answer = 'confirmed' and standing.severity <> 'error' then 'confirmed'
        else 'asked'
    end as explained
from standing
inner join lasting on standing.finding_id = lasting.finding_id
inner join said on lasting.sign = said.sign
left join rule_version on standing.rule = rule_version.rule
left join decided on said.explanation_id = decided.explanation_id
