/*
id = "unusual_levels_left"
kind = "check"
code = "X093"
severity = "note"
category = "history"
forms = ["activity", "fund_entry", "pairing"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "未逐条列出的异常", en = "Outliers not shown one by one" }
message = { zh = "另有 {left_count} 项数量异常未逐条列出，涉及 {unit_count} 个单位，对全省数字影响较小", en = "{left_count} more levels of {unit_count} units are out of the usual; they weigh less on the province's figures" }
why = { zh = "每月只逐条列出影响最大的异常", en = "only what weighs most in the province is shown one by one" }
expected = { zh = "每月异常不超过设置的条数", en = "no more a month than the setting shows" }
fix = { zh = "先处理已列出的；数量很多时，检查是否整批数据有误", en = "settle those shown first; where there are many, look for a fault of the whole load" }
null = { zh = "没有可比数据的不计", en = "what can't be compared is not counted" }
source = "project definition: outliers on log rates"
*/
select
    min(part_id) as part_id, cast(null as integer) as row, cast(null as varchar) as field,
    count(*) filter (place > $outlier_shown) = 0 as ok,
    cast(count(*) filter (is_outlier) as varchar) as value,
    cast($outlier_shown as varchar) as expected,
    cast(count(*) filter (place > $outlier_shown) as decimal(18, 2)) as difference,
    count(*) filter (place > $outlier_shown) as left_count,
    count(distinct unit_code) filter (place > $outlier_shown) as unit_count
from ent.unit_rate
having count(*) > 0
