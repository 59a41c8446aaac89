/*
id = "open_error"
kind = "close"
title = { zh = "签发前：未改正的错误", en = "Before sign-off: errors that stand in the returns behind the month, by what they keep out of its figures" }
grain = ["rule", "form"]
*/
with behind as (
    select
        source.part_id,
        source.form,
        source.unit_code
    from out.source_return as source
    where
        source.period = $period
        -- A flow's earlier months were signed off with theirs.
        and (source.source_period = $period or source.form in ('pairing', 'organization', 'project', 'site'))
),

-- `staged` is every form's quarantined rows, `granted` the findings that the province let stand.
found as (
    select
        finding.rule,
        behind.form,
        behind.unit_code,
        finding.part_id,
        finding.row,
        staged.part_id is not null as is_left_out,
        let_stand.part_id is not null as is_granted
    from chk.finding as finding
    inner join behind on finding.part_id = behind.part_id
    inner join chk.rule as rule on finding.rule = rule.rule
    left join staged on finding.part_id = staged.part_id and finding.row = staged.row
    left join (select distinct part_id, row, rule, field from granted) as let_stand
        on
            finding.part_id = let_stand.part_id and finding.rule = let_stand.rule
            and finding.row is not distinct from let_stand.row and finding.field is not distinct from let_stand.field
    where
        rule.severity = 'error'
        and (finding.period is null or finding.period = $period)
        and finding.outcome is distinct from 'unknown'
)

select
    found.rule,
    any_value(rule.title) as title,
    any_value(rule.title_zh) as title_zh,
    found.form,
    count(*) as finding_count,
    count(distinct row(found.part_id, found.row)) as row_count,
    count(distinct case when found.is_left_out then row(found.part_id, found.row) end) as left_out_count,
    count(distinct found.unit_code) as unit_count,
    count(*) filter (where found.is_granted) as granted_count
from found
inner join chk.rule as rule on found.rule = rule.rule
group by found.rule, found.form
order by left_out_count desc, row_count desc, found.rule, found.form
