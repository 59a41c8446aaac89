/*
id = "helper_parts"
kind = "reconcile"
table = "t04"
title = { zh = "结对干部各层级之和等于结对干部", en = "The levels of T04 make the helpers of T01" }
grain = ["unit_code", "what"]
*/
with part as (
    select
        t04.unit_code,
        'helper_count' as what,
        t01.helper_count as expected,
        t04.helper_count as actual
    from out.t04 as t04
    inner join out.t01 as t01 on t04.unit_code = t01.unit_code and t04.period = t01.period
    where t04.period = $period
    union all
    select
        t04.unit_code,
        'level' as what,
        t04.helper_count as expected,
        t04.provincial_level_count + t04.prefectural_level_count + t04.county_level_count
        + t04.township_level_count + t04.village_level_count + t04.unfilled_level_count as actual
    from out.t04 as t04
    where t04.period = $period
)

select
    part.unit_code,
    part.what,
    part.expected,
    part.actual
from part
where part.expected is distinct from part.actual
