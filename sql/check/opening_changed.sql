/*
id = "opening_changed"
kind = "check"
code = "X087"
severity = "query"
category = "history"
forms = ["opening"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "期初数有改动", en = "An opening was changed" }
message = { zh = "{measure}（{scope}，截止 {as_of}）由 {before_count} 改为 {stated}", en = "{measure} ({scope}, up to {as_of}) was {before_count} and is now {stated}" }
why = { zh = "期初决定全部累计，改动须说明理由", en = "all totals rest on the opening: it is corrected only with a reason" }
expected = { zh = "与以前报送的同一截止日期的期初相同", en = "the same as sent before for the same day" }
fix = { zh = "请说明更正理由，误改的请恢复", en = "give the reason of the correction, or restore the number" }
null = { zh = "以前没有报过的不问", en = "an opening sent for the first time is not asked about" }
source = "project definition: AX08"
*/
with sent as (
    select
        s.part_id, s.row, part.unit_code, s.measure, s.scope, s.as_of, s.value,
        used.part_id is not null as is_current
    from stg.opening as s
    inner join meta.part as part on s.part_id = part.part_id
    left join ent.part_used as used on s.part_id = used.part_id and used.period = $period
    where part.period <= $period and not s.is_quarantined
),

present as (
    select * from sent where is_current
),

before as (
    select
        present.part_id, present.row, sent.value,
        row_number() over (partition by present.part_id, present.row order by sent.part_id desc, sent.row) as place
    from present
    inner join sent
        on
            present.unit_code = sent.unit_code and present.measure = sent.measure and present.scope = sent.scope
            and present.as_of = sent.as_of and not sent.is_current
)

select
    present.part_id, present.row, 'value' as field,
    present.value = before.value as ok,
    plain_number(present.value) as value,
    plain_number(before.value) as expected,
    cast(present.value - before.value as decimal(18, 2)) as difference,
    present.measure, present.scope, present.as_of, plain_number(before.value) as before_count,
    plain_number(present.value) as stated
from present
inner join before on present.part_id = before.part_id and present.row = before.row
where before.place = 1
