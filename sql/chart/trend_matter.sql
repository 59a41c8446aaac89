/*
id = "trend_matter"
kind = "chart"
title = { zh = "政策宣传、解决困难和帮办实事逐月变化", en = "Matters done month by month" }
grain = ["series", "period"]
forms = ["activity"]
source = ["T03"]
notes = ["各月为当月公布数；空心的月份有应报单位未报。"]

[chart]
no = 3
shape = "line"
unit = "件"
style = "count"
least_rows = 3
too_few = "已汇总的月份不足三个，不画趋势"
*/
with month as (
    select
        t03.period,
        t03.item_no,
        t03.item as series,
        t03.month_value,
        row_number() over (partition by t03.item_no order by t03.period desc) as month_rank
    from out.t03 as t03
    where
        t03.unit_code = $province_code
        and t03.item_no in (3, 4, 5)
        and t03.period <= $period
        and t03.month_value is not null
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
    month.series,
    month.month_value as value,
    gap.period is null as is_complete
from month
left join gap on month.period = gap.period
where month.month_rank <= 13
order by month.item_no, month.period
