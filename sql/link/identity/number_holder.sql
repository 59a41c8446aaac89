/*
id = "number_holder"
kind = "link"
title = { zh = "身份证号的持有人", en = "Who keeps an ID number that rows with disagreeing names, sex or birth date carry: nobody where none fits it" }
grain = ["id_number"]
*/
-- By a hash, which groups in half the time: one that two numbers share is looked at and found uncontested.
with shared as (
    select hash(id_number) as number_hash
    from ent.mention
    where id_number is not null
    group by number_hash
    having count(*) > 1
),

claim as (
    select id_number, folded_name, sex, birth_date, period, is_current, unit_code, role
    from ent.mention
    where hash(id_number) in (select shared.number_hash from shared) and id_number is not null
),

contested as (
    select id_number
    from claim
    group by id_number
    having
        min(folded_name) <> max(folded_name)
        or min(coalesce(sex, '')) <> max(coalesce(sex, ''))
        or min(coalesce(birth_date, date '0001-01-01')) <> max(coalesce(birth_date, date '0001-01-01'))
),

profile as (
    select
        id_number, folded_name, sex, birth_date,
        coalesce(sex, '') = coalesce(id_sex(id_number), '')
        and coalesce(birth_date, date '0001-01-01') = coalesce(id_birth_date(id_number), date '0001-01-01')
            as is_fitting,
        min(period) as first_period,
        -- A name corrected since: what stands now goes before what was once said. A unit that is late still says it.
        bool_or(is_current) as is_standing,
        max(period) as last_period,
        min(unit_code) as first_unit,
        count(*) as row_count,
        -- A helper's number pasted beside a recipient on one row: the helper keeps it.
        min(role) as first_role
    from claim
    where id_number in (select contested.id_number from contested)
    group by id_number, folded_name, sex, birth_date
),

ranked as (
    select
        profile.*,
        row_number() over (
            partition by id_number
            order by
                is_fitting desc, folded_name is null, is_standing desc,
                case when not is_standing then last_period end desc, first_period, first_unit,
                first_role, row_count desc, folded_name, sex, birth_date
        ) as place
    from profile
)

select id_number, folded_name, sex, birth_date, is_fitting
from ranked
where place = 1
