/*
id = "unusual_level"
kind = "check"
code = "X092"
severity = "query"
category = "history"
forms = ["activity", "fund_entry", "pairing"]
grain = ["part_id", "measure"]
since = "2023-05"
title = { zh = "数量明显异常", en = "A level far out of the usual" }
message = { zh = "{measure} 本月 {found_count}；本单位以往水平 {past_count}，同期各单位水平 {peer_count}（偏离 {z} 倍标准差）", en = "{measure}: {found_count} this month; the unit's own past suggests {past_count}, the other units {peer_count} ({z} deviations off)" }
why = { zh = "按每名对象的数量与本单位以往和同期各单位比较，差得太多的多是错报、漏报或虚报", en = "per recipient, against the unit's own past and the other units: what is far off is mostly a slip, an omission or an invention" }
expected = { zh = "与本单位以往、同期各单位的水平相近", en = "near the unit's own past and the other units" }
fix = { zh = "请核对本月数据；属实的请说明原因", en = "check this month's data; explain them where they are right" }
null = { zh = "既无以往又无同期可比的为未知；没有活动的单位不问", en = "unknown with neither a past nor other units to compare with; a unit without any activity is not asked about" }
source = "project definition: outliers on log rates"
*/
-- The largest on the provincial total are shown one by one; the next rule counts the rest.
select
    part_id, cast(null as integer) as row, cast(null as varchar) as field,
    not is_outlier as ok,
    plain_number(found_value) as value,
    plain_number(found_value - difference) as expected,
    difference,
    measure, plain_number(found_value) as found_count,
    coalesce(plain_number(past_value), '—') as past_count,
    coalesce(plain_number(peer_value), '—') as peer_count,
    cast(z as varchar) as z
from ent.unit_rate
where place is null or place <= $outlier_shown
