/*
id = "signed_finding"
kind = "outcome"
title = { zh = "问题及其标识", en = "Findings of a month and those before, each with what makes a finding the same from month to month: rule, unit, form, column and the key of its row" }
grain = ["finding_id"]
*/
-- Neither file, sheet nor row: these are others every month. What the row's key is, its layout says (`row_text`); a
-- finding without a row is told from others by the value that it names.
select
    finding.rowid as finding_id, finding.*,
    hash(
        finding.rule, part.unit_code, part.form, finding.field, row_text.texts,
        if(finding.row is null, finding.value, null)
    ) as sign
from chk.finding as finding
inner join meta.part as part on finding.part_id = part.part_id
left join row_text on finding.part_id = row_text.part_id and finding.row = row_text.row
where part.period <= $period and finding.outcome is distinct from 'unknown'
