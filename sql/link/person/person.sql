/*
id = "person"
kind = "link"
title = { zh = "人员", en = "Persons of the period without anything that names them" }
grain = ["person_id"]
*/
with seen as (
    select person_id from ent.recipient
    union
    select helper_id as person_id from ent.pair where helper_id is not null
),

particular as (
    select
        seen.person_id,
        coalesce(linked.id_number, person.id_number) is not null as is_identified,
        coalesce(id_sex(coalesce(linked.id_number, person.id_number)), chosen.recipient_sex) as sex,
        age_at(
            coalesce(id_birth_date(coalesce(linked.id_number, person.id_number)), chosen.recipient_birth_date), $as_of
        ) as age
    from seen
    inner join meta.person as person on seen.person_id = person.person_id
    left join ent.person_link as linked on seen.person_id = linked.identity_id
    left join ent.recipient_row as chosen on seen.person_id = chosen.recipient_id
)

select
    person_id,
    is_identified,
    sex,
    cast(age as smallint) as age,
    case
        when age is null then null
        when age <= 5 then '0–5'
        when age <= 15 then '6–15'
        when age <= 17 then '16–17'
        when age <= 59 then '18–59'
        when age <= 79 then '60–79'
        else '80+'
    end as age_band
from particular
