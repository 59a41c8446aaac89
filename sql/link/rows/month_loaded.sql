/*
id = "month_loaded"
kind = "link"
title = { zh = "已报月份", en = "Months for which a unit's flow form is there, zero returns included" }
grain = ["unit_code", "form", "period"]
*/
select distinct unit_code, form, period
from ent.part_used
where form in ('activity', 'fund_entry', 'indicator')
