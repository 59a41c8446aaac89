/*
id = "month_carried"
kind = "lookup"
title = { zh = "仍可沿用的台账月份", en = "A month with a ledger that a month may still carry" }
grain = ["month"]
*/
select months.month
from (select unnest($months) as month) as months
where
    months.month <= $period
    and date_diff('month', cast(months.month || '-01' as date), $period_start) <= $carry_months
order by months.month
limit 1
