/*
id = "recipient_row"
kind = "link"
title = { zh = "对象的代表行", en = "The one row that a recipient's descriptive particulars are taken from" }
grain = ["recipient_id"]
*/
with particular as (
    select
        p.recipient_id, p.part_id, p.care_mode, p.disability_certificate, p.household_no, p.household_head_id,
        p.recipient_sex, p.recipient_birth_date,
        p.unit_code = home.home_unit as is_home,
        p.is_current,
        p.status,
        p.pair_kind,
        p.period,
        p.start_date,
        p.unit_code,
        p.row_hash, p.row
    from ent.pair_mention as p
    inner join ent.recipient_home as home on p.recipient_id = home.recipient_id
    where not p.is_quarantined
),

-- Nearly everybody has one row: only the others are put in order.
repeated as (
    select recipient_id
    from particular
    group by recipient_id
    having count(*) > 1
),

placed as (
    select
        particular.*,
        row_number() over (
            partition by particular.recipient_id
            order by
                particular.is_home desc, particular.is_current desc, particular.status = '在帮' desc,
                particular.pair_kind = '主结对' desc, particular.period desc, particular.start_date nulls last,
                particular.unit_code, particular.row_hash, particular.row
        ) as place
    from particular
    semi join repeated on particular.recipient_id = repeated.recipient_id
)

select
    recipient_id, part_id, row, care_mode, disability_certificate, household_no, household_head_id, recipient_sex,
    recipient_birth_date
from particular
anti join repeated on particular.recipient_id = repeated.recipient_id
union all
select
    recipient_id, part_id, row, care_mode, disability_certificate, household_no, household_head_id, recipient_sex,
    recipient_birth_date
from placed
where place = 1
