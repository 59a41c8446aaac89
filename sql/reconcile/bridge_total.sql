/*
id = "bridge_total"
kind = "reconcile"
table = "t10"
title = { zh = "核定数等于公布数", en = "What T10 verifies is what is published, to the person" }
grain = ["unit_code", "what"]
*/
with published as (
    select
        t01.unit_code,
        '干部' as measure,
        t01.helper_count as actual
    from out.t01 as t01
    where t01.period = $period
    union all
    select
        t01.unit_code,
        '对象' as measure,
        t01.recipient_count as actual
    from out.t01 as t01
    where t01.period = $period
    union all
    select
        t01.unit_code,
        '对' as measure,
        t01.pair_count as actual
    from out.t01 as t01
    where t01.period = $period
    union all
    select
        t05.unit_code,
        '组织' as measure,
        t05.organization_count as actual
    from out.t05 as t05
    where t05.period = $period
    union all
    select
        t05.unit_code,
        '项目' as measure,
        t05.project_count as actual
    from out.t05 as t05
    where t05.period = $period
    union all
    select
        t05.unit_code,
        '辅助对象' as measure,
        t05.auxiliary_count as actual
    from out.t05 as t05
    where t05.period = $period
),

verified as (
    select
        t10.unit_code,
        t10.measure,
        t10.verified_count,
        t10.children_count,
        t10.cross_child_count
    from out.t10 as t10
    where t10.period = $period
)

select
    published.unit_code,
    published.measure as what,
    coalesce(verified.verified_count, 0) as expected,
    coalesce(published.actual, 0) as actual
from published
left join verified on published.unit_code = verified.unit_code and published.measure = verified.measure
where coalesce(verified.verified_count, 0) <> coalesce(published.actual, 0)
union all
select
    verified.unit_code,
    verified.measure || ' 下级合计' as what,
    verified.children_count - verified.cross_child_count as expected,
    verified.verified_count as actual
from verified
where verified.children_count - verified.cross_child_count <> verified.verified_count
