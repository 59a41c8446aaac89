/*
id = "new_person"
kind = "link"
is_scratch = true
title = { zh = "新出现的人员", en = "Persons that no earlier month knew, numbered on" }
grain = ["person_id"]
*/
with known as (
    select person_key(id_number, unit_code, folded_name, evidence) as person_key
    from meta.person
),

sought as (
    select distinct
        id_number, unit_code, folded_name, evidence,
        person_key(id_number, unit_code, folded_name, evidence) as person_key
    from ent.mention_sought
)

select
    -- In the order of a hash: a key must not tell how its number compares with others.
    cast(
        (select coalesce(max(person_id), 0) from meta.person) + row_number() over (order by sought.person_key) as bigint
    ) as person_id,
    sought.id_number, sought.unit_code, sought.folded_name, sought.evidence
from sought
anti join known on sought.person_key = known.person_key
