/*
id = "recipient_parts"
kind = "reconcile"
table = "t02"
title = { zh = "构成各项之和等于总体情况", en = "The parts of T02 make its persons, and its persons those of T01" }
grain = ["unit_code", "what"]
*/
with part as (
    select
        t02.unit_code,
        t02.category,
        'person_count' as what,
        t02.person_count as actual,
        case t02.category_no
            when 0 then t01.recipient_count
            when 1 then t01.orphan_paired_count
            when 2 then t01.de_facto_paired_count
            when 3 then t01.destitute_paired_count
            when 4 then t01.disabled_paired_count
            when 5 then t01.family_paired_count
        end as expected
    from out.t02 as t02
    inner join out.t01 as t01 on t02.unit_code = t01.unit_code and t02.period = t01.period
    where t02.period = $period
    union all
    select
        t02.unit_code,
        t02.category,
        'sex' as what,
        t02.male_count + t02.female_count + t02.sex_unknown_count as actual,
        t02.person_count as expected
    from out.t02 as t02
    where t02.period = $period
    union all
    select
        t02.unit_code,
        t02.category,
        'age' as what,
        t02.age_0_5_count + t02.age_6_15_count + t02.age_16_17_count + t02.age_18_59_count
        + t02.age_60_79_count + t02.age_80_plus_count + t02.age_unknown_count as actual,
        t02.person_count as expected
    from out.t02 as t02
    where t02.period = $period
    union all
    select
        t02.unit_code,
        t02.category,
        'care_mode' as what,
        t02.institution_count + t02.home_count + t02.care_none_count + t02.care_unknown_count as actual,
        t02.person_count as expected
    from out.t02 as t02
    where t02.period = $period
    union all
    select
        t02.unit_code,
        '合计' as category,
        'categories' as what,
        cast(sum(case when t02.category_no > 0 then t02.person_count end) as bigint) as actual,
        max(case when t02.category_no = 0 then t02.person_count end) as expected
    from out.t02 as t02
    where t02.period = $period
    group by t02.unit_code
    union all
    select
        t01.unit_code,
        '合计' as category,
        'due_count' as what,
        t01.paired_count + t01.waiting_count as actual,
        t01.due_count as expected
    from out.t01 as t01
    where t01.period = $period
)

select
    part.unit_code,
    part.category || ' ' || part.what as what,
    part.expected,
    part.actual
from part
where part.expected is distinct from part.actual
