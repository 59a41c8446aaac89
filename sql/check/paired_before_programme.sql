/*
id = "paired_before_programme"
kind = "check"
code = "X029"
severity = "note"
category = "accuracy"
forms = ["pairing"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "结对日期早于行动启动日", en = "Paired before the programme began" }
message = { zh = "有{row_count}行在帮结对的结对日期早于行动启动日（{programme_day}），首行为第{first_row}行", en = "{row_count} active pairs began before the programme did ({programme_day}), the first in row {first_row}" }
why = { zh = "年份录错，或沿用了以往的结对关系", en = "a mistyped year, or an older pairing that was taken over" }
expected = { zh = "行动启动日及以后", en = "on or after the programme's first day" }
fix = { zh = "请核对年份；确系沿用以往结对的，无需改正", en = "check the year; an older pairing that goes on needs no correction" }
null = { zh = "未填结对日期的行不问", en = "rows without a date are not asked" }
source = "project definition: the programme began on 12 May 2023 (setting programme.start)"
*/
select
    s.part_id, cast(null as integer) as row, 'start_date' as field,
    count(*) filter (s.start_date < $programme_start) = 0 as ok,
    cast(null as varchar) as value,
    count(*) filter (s.start_date < $programme_start) as row_count,
    cast($programme_start as date) as programme_day,
    min(s.row) filter (s.start_date < $programme_start) as first_row
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current and not s.is_quarantined and s.status = '在帮' and s.start_date is not null
group by s.part_id
