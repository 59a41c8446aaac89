/*
id = "finding_row"
kind = "lookup"
title = { zh = "问题所涉的行", en = "The rows that a rule's findings speak of, in the returns of a month that count" }
grain = ["part_id", "row"]
*/
select distinct finding.part_id, finding.row
from chk.finding as finding
inner join meta.accepted_part as part on finding.part_id = part.part_id
where
    finding.rule = $rule and finding.row is not null and part.period = $period
    and finding.outcome is distinct from 'unknown'
    and ($unit is null or part.unit_code = $unit)
    and ($part is null or finding.part_id = $part)
    and ($row is null or finding.row = $row)
order by finding.part_id, finding.row
