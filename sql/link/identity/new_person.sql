/*
id = "new_person"
kind = "link"
is_scratch = true
title = { zh = "新出现的人员", en = "Persons that no earlier month knew, numbered on" }
grain = ["person_id"]
*/
with identified as (
    select distinct id_number
    from ent.mention_identity
    where
        id_number is not null
        and not exists (select 1 from meta.person where person.id_number = mention_identity.id_number)
),

unidentified as (
    select distinct unit_code, coalesce(folded_name, '') as folded_name, evidence
    from ent.mention_identity
    where id_number is null
),

unknown as (
    select unidentified.*
    from unidentified
    left join meta.person as person
        on
            person.id_number is null
            and unidentified.unit_code = person.unit_code
            and unidentified.folded_name = person.folded_name
            and unidentified.evidence = person.evidence
    where person.person_id is null
),

fresh as (
    select id_number, null as unit_code, null as folded_name, null as evidence from identified
    union all
    select null as id_number, unit_code, folded_name, evidence from unknown
)

select
    -- In the order of a hash: a key must not tell how its number compares with others.
    cast(
        (select coalesce(max(person_id), 0) from meta.person)
        + row_number() over (order by hash(id_number, unit_code, folded_name, evidence)) as bigint
    ) as person_id,
    id_number, unit_code, folded_name, evidence
from fresh
