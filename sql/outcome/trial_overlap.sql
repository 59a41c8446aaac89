/*
id = "trial_overlap"
kind = "outcome"
title = { zh = "试行规则与其他规则的重叠", en = "Rows that a tried rule and another one both find fault with" }
grain = ["rule"]
*/
with failing as (
    select distinct part_id, row from tried where not ok
),

other as (
    select distinct part_id, row, rule
    from chk.finding
    where (period is null or period = $period) and rule <> $code and outcome = 'fail'
)

select other.rule, count(*) as shared_count, (select count(*) from failing) as fail_count
from failing
inner join other on failing.part_id = other.part_id and failing.row is not distinct from other.row
group by other.rule
order by shared_count desc, other.rule
