/*
id = "answered_finding"
kind = "feedback"
title = { zh = "一个文件的问题", en = "All findings that the store holds of some files, whether their returns count or were replaced since" }
grain = ["finding_id"]
*/
with part as (
    select part_id, file_id, form, unit_code, period, layout, sheet, titles
    from meta.part
    where file_id in (select unnest($files))
),

owner as (
    select
        file_id, any_value(form) as form, any_value(period) as period,
        if(count(distinct unit_code) = 1, any_value(unit_code), null) as unit_code
    from part
    group by file_id
)

select
    finding.rowid as finding_id, part.file_id,
    finding.rule, rule.severity, rule.category, file.path as file, part.form, part.unit_code as unit, part.period,
    part.layout, part.part_id, part.sheet, finding.row, finding.field,
    json_extract_string(part.titles, '$."' || finding.field || '"') as title,
    finding.value, finding.detail, finding.expected, finding.difference, finding.facts, finding.suggestion,
    null as message, null as message_zh, null as hint, null as hint_zh
from chk.finding as finding
inner join part on finding.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join chk.rule as rule on finding.rule = rule.rule
where finding.outcome is distinct from 'unknown'
union all
select
    -1 - notice.rowid, notice.file_id,
    notice.rule, notice.severity, rule.category, file.path, coalesce(part.form, owner.form),
    coalesce(part.unit_code, owner.unit_code), owner.period,
    part.layout, notice.part_id, notice.sheet, notice.row, null,
    notice.title,
    null, null, null, null, null, null,
    notice.message, notice.message_zh, notice.hint, notice.hint_zh
from chk.notice as notice
inner join owner on notice.file_id = owner.file_id
inner join meta.file as file on notice.file_id = file.file_id
inner join chk.rule as rule on notice.rule = rule.rule
left join part on notice.part_id = part.part_id
