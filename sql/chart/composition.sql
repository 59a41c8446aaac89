/*
id = "composition"
kind = "chart"
title = { zh = "帮扶对象构成", en = "Recipients by category" }
grain = ["item"]
forms = ["pairing"]
source = ["T02"]
notes = ["按主类别，每人计一次。"]

[chart]
no = 4
shape = "bar"
unit = "人"
style = "count"
least_rows = 1
too_few = "没有结对台账，不画构成"
*/
with category as (
    select
        t02.category_no,
        t02.category,
        t02.person_count
    from out.t02 as t02
    where t02.period = $period and t02.unit_code = $province_code and t02.person_count > 0
)

select
    part.category as item,
    part.person_count as value,
    cast((2000 * part.person_count + whole.person_count) // (2 * whole.person_count) as decimal(9, 0)) * 0.001 as share
from category as part
inner join category as whole on whole.category_no = 0
where part.category_no > 0
order by part.person_count desc, part.category_no
