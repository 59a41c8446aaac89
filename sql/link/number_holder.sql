/*
id = "number_holder"
kind = "link"
title = { zh = "身份证号的持有人", en = "Who keeps an ID number that rows with disagreeing names, sex or birth date carry" }
grain = ["id_number"]
*/
with profile as (
    select
        id_number, folded_name, sex, birth_date,
        sex = id_sex(id_number) and birth_date = id_birth_date(id_number) as fits,
        min(period) as first_period,
        min(unit_code) as first_unit,
        min(row) as first_row
    from ent.mention
    where id_number is not null
    group by id_number, folded_name, sex, birth_date
),

contested as (
    select id_number
    from profile
    group by id_number
    having count(*) > 1
),

ranked as (
    select
        profile.*,
        row_number() over (
            partition by id_number
            order by
                fits desc, folded_name is null, first_period, first_unit, first_row, folded_name, sex, birth_date
        ) as place
    from profile
    where id_number in (select contested.id_number from contested)
)

select id_number, folded_name, sex, birth_date
from ranked
where place = 1
