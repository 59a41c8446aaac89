/*
id = "recipient_row"
kind = "link"
title = { zh = "对象的代表行", en = "The one row that a recipient's descriptive particulars are taken from" }
grain = ["recipient_id"]
*/
-- Nearly everybody has one row: only the others are put in order.
with repeated as (
    select recipient_id
    from ent.pair_mention
    where not is_quarantined
    group by recipient_id
    having count(*) > 1
),

placed as (
    select
        p.part_id, p.row,
        row_number() over (
            partition by p.recipient_id
            order by
                p.unit_code = home.home_unit desc, p.is_current desc, p.status = '在帮' desc,
                p.pair_kind = '主结对' desc, p.period desc, p.start_date nulls last,
                p.unit_code, p.row_hash, p.row
        ) as place
    from ent.pair_mention as p
    semi join repeated on p.recipient_id = repeated.recipient_id
    inner join ent.recipient_home as home on p.recipient_id = home.recipient_id
    where not p.is_quarantined
)

select
    p.recipient_id, p.part_id, p.row, p.care_mode, p.disability_certificate, p.household_no, p.household_head_id,
    p.recipient_sex, p.recipient_birth_date
from ent.pair_mention as p
semi join ent.recipient_home as home on p.recipient_id = home.recipient_id
left join placed on p.part_id = placed.part_id and p.row = placed.row
where not p.is_quarantined and (placed.place is null or placed.place = 1)
