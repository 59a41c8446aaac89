/*
id = "province_category"
kind = "lookup"
title = { zh = "全省各类对象的结对情况，连同上月", en = "The province's recipients by category, beside the month before" }
grain = ["category"]
*/
with month as (
    select
        t01.period,
        unnest([
            {
                category: 'orphan', due: t01.orphan_due_count, paired: t01.orphan_paired_count,
                waiting: t01.orphan_waiting_count, rate: t01.orphan_paired_rate
            },
            {
                category: 'de_facto', due: t01.de_facto_due_count, paired: t01.de_facto_paired_count,
                waiting: t01.de_facto_waiting_count, rate: t01.de_facto_paired_rate
            },
            {
                category: 'destitute', due: t01.destitute_due_count, paired: t01.destitute_paired_count,
                waiting: t01.destitute_waiting_count, rate: t01.destitute_paired_rate
            },
            {
                category: 'disabled', due: t01.disabled_due_count, paired: t01.disabled_paired_count,
                waiting: t01.disabled_waiting_count, rate: t01.disabled_paired_rate
            }
        ], recursive := true)
    from out.t01 as t01
    where t01.period in ($period, $previous_period) and t01.unit_code = $province
)

select
    this.category,
    this.due as due_count,
    this.paired as paired_count,
    this.waiting as waiting_count,
    this.rate as paired_rate,
    before.paired as previous_paired_count,
    before.rate as previous_paired_rate
from month as this
left join month as before on before.period = $previous_period and this.category = before.category
where this.period = $period
order by this.category
