/*
id = "trend_contact"
kind = "chart"
title = { zh = "联系交流逐月变化", en = "Contacts month by month" }
grain = ["period"]
forms = ["activity"]
source = ["T03"]
notes = ["各月为当月公布数；空心的月份有应报单位未报。"]

[chart]
no = 1
shape = "line"
unit = "人次"
style = "count"
least_rows = 3
too_few = "已汇总的月份不足三个，不画趋势"
*/
with month as (
    select
        t03.period,
        t03.month_value
    from out.t03 as t03
    where
        t03.unit_code = $province_code
        and t03.item_no = 1
        and t03.period <= $period
        and t03.month_value is not null
    order by t03.period desc
    limit 13
),

gap as (
    select
        t09.period,
        count(*) as gap_count
    from out.t09 as t09
    where t09.form_code = 'AX02' and t09.expected_mark = '应报' and t09.state not in ('已报', '零报告')
    group by t09.period
)

select
    month.period,
    '' as series,
    month.month_value as value,
    gap.period is null as is_complete
from month
left join gap on month.period = gap.period
order by month.period
