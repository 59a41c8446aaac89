/*
id = "return_extension"
kind = "lookup"
title = { zh = "同意延期的报表", en = "Until when returns of a month may come without being late, where somebody granted a later day" }
grain = ["unit_code", "form"]
*/
select unit_code, form, max_by(until_day, decision_id) as until_day
from meta.return_decision
where verb = 'extend' and period = $period
group by unit_code, form
