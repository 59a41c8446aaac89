/*
id = "return_of_part"
kind = "intake"
title = { zh = "分册所属的报表", en = "The return that a part belongs to" }
grain = ["unit_code", "form", "period"]
*/
select
    part.unit_code, unit.name, part.form, part.period,
    coalesce(extension.until_day, period.deadline) as deadline
from meta.part as part
inner join meta.unit as unit on part.unit_code = unit.unit_code
inner join meta.period as period on part.period = period.period
left join (
    select unit_code, form, period, max_by(until_day, decision_id) as until_day
    from meta.return_decision
    where verb = 'extend'
    group by unit_code, form, period
) as extension
    on part.unit_code = extension.unit_code and part.form = extension.form and part.period = extension.period
where part.part_id = $part
