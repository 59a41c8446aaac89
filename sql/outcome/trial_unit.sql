/*
id = "trial_unit"
kind = "outcome"
title = { zh = "试行规则的结果", en = "What a tried rule says in each unit, and how much of it the rule in use doesn't say" }
grain = ["unit_code"]
*/
with known as (
    select distinct part_id, row
    from chk.finding
    where period = $period and rule = $code and outcome = 'fail'
)

select
    part.unit_code,
    count(*) as asked_count,
    count(*) filter (not tried.ok) as fail_count,
    count(*) filter (not tried.ok and known.part_id is null) as new_count,
    count(*) filter (tried.ok is null) as unknown_count
from tried
inner join meta.part as part on tried.part_id = part.part_id
left join known on tried.part_id = known.part_id and tried.row is not distinct from known.row
group by part.unit_code
order by part.unit_code
