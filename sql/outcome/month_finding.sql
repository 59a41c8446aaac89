/*
id = "month_finding"
kind = "outcome"
title = { zh = "一个月的问题", en = "What stands of a month: on the returns that it uses, carried forward ones included, and on those that are held" }
grain = ["finding_id"]
*/
with looked_at as (
    select
        part_id,
        period = $period or (is_current and form in ('pairing', 'organization', 'project', 'site')) as is_used,
        false as is_held
    from ent.part_used
    union all
    select part.part_id, true as is_used, true as is_held
    from meta.part as part
    where
        part.period = $period and part.state in ('accepted', 'held')
        and not exists (select 1 from meta.accepted_part as counting where counting.part_id = part.part_id)
),

-- A notice without a part is of its whole file: it stands where the file has a part that is looked at.
placed_notice as (
    select
        notice.rowid as notice_id, notice.file_id, notice.part_id, notice.rule, notice.severity, notice.sheet,
        notice.row, notice.title, notice.message, notice.message_zh, notice.hint, notice.hint_zh,
        any_value(part.form) as form,
        if(count(distinct part.unit_code) = 1, any_value(part.unit_code), null) as unit_code,
        bool_or(looked_at.is_held) as is_held
    from chk.notice as notice
    inner join meta.part as part
        on notice.file_id = part.file_id and (notice.part_id is null or notice.part_id = part.part_id)
    inner join looked_at on part.part_id = looked_at.part_id
    where part.period = $period
    group by all
)

select
    finding.finding_id,
    finding.sign,
    finding.rule, rule.severity, rule.category, file.path as file, part.form, part.unit_code as unit, part.period,
    part.layout, part.part_id, part.sheet, finding.row, finding.field,
    json_extract_string(part.titles, '$."' || finding.field || '"') as title,
    finding.value, finding.detail, finding.expected, finding.difference, finding.facts, finding.suggestion,
    null as message, null as message_zh, null as hint, null as hint_zh,
    looked_at.is_held
from signed_finding as finding
inner join looked_at on finding.part_id = looked_at.part_id
inner join meta.part as part on finding.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join chk.rule as rule on finding.rule = rule.rule
where finding.period = $period or (finding.period is null and looked_at.is_used)
union all
select
    -1 - notice.notice_id,
    hash(notice.rule, notice.unit_code, notice.form, notice.title, notice.sheet),
    notice.rule, notice.severity, rule.category, file.path, notice.form, notice.unit_code, $period,
    part.layout, notice.part_id, notice.sheet, notice.row, null,
    notice.title,
    null, null, null, null, null, null,
    notice.message, notice.message_zh, notice.hint, notice.hint_zh,
    notice.is_held
from placed_notice as notice
inner join meta.file as file on notice.file_id = file.file_id
inner join chk.rule as rule on notice.rule = rule.rule
left join meta.part as part on notice.part_id = part.part_id
