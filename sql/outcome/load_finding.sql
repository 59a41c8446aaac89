/*
id = "load_finding"
kind = "outcome"
title = { zh = "一次入库的问题", en = "What a load is told; a notice was worded when it was made, a finding is worded by its rule" }
grain = ["part_id", "row", "rule", "field"]
*/
select
    finding.rule, rule.severity, rule.category, file.path as file, part.form, part.unit_code as unit, part.period,
    part.layout, part.part_id, part.sheet, finding.row, finding.field,
    json_extract_string(part.titles, '$."' || finding.field || '"') as title,
    finding.value, finding.detail, finding.expected, finding.difference, finding.facts, finding.suggestion,
    null as message, null as message_zh, null as hint, null as hint_zh
from chk.finding as finding
inner join meta.part as part on finding.part_id = part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join chk.rule as rule on finding.rule = rule.rule
where part.load_id = $load_id and finding.outcome = 'fail'
union all
select
    notice.rule, notice.severity, rule.category, file.path, part.form, part.unit_code, part.period,
    part.layout, null, notice.sheet, notice.row, null,
    notice.title,
    null, null, null, null, null, null,
    notice.message, notice.message_zh, notice.hint, notice.hint_zh
from chk.notice as notice
inner join meta.file as file on notice.file_id = file.file_id
inner join chk.rule as rule on notice.rule = rule.rule
left join meta.part as part on notice.part_id = part.part_id
where file.load_id = $load_id
