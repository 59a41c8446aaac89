/*
id = "province_indicator"
kind = "lookup"
title = { zh = "全省重点任务指标，连同上月", en = "The province's key indicators as declared, beside the month before" }
grain = ["indicator_code"]
*/
select
    this.indicator_code,
    this.indicator_name,
    this.indicator_unit,
    this.indicator_kind,
    this.month_value,
    this.year_value,
    this.total_value,
    before.month_value as previous_month_value,
    before.total_value as previous_total_value
from out.t07 as this
left join out.t07 as before
    on
        before.period = $previous_period
        and this.unit_code = before.unit_code
        and this.indicator_code = before.indicator_code
where this.period = $period and this.unit_code = $province
order by this.indicator_code
