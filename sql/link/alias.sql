/*
id = "alias"
kind = "link"
title = { zh = "姓名与证号的指认", en = "What a number, a damaged number's text or an own number stands for in later ledgers" }
grain = ["kind", "unit_code", "number", "folded_name"]
*/
with named as (
    select
        mention.role, mention.unit_code, mention.id_number, mention.id_text, mention.folded_name, person.person_id,
        person.is_identified
    from ent.mention as mention
    inner join ent.mention_person as person
        on mention.part_id = person.part_id and mention.row = person.row and mention.role = person.role
)

select 'number and name' as kind, '' as unit_code, id_number as number, folded_name, min(person_id) as person_id
from named
where id_number is not null and folded_name is not null and is_identified
group by id_number, folded_name
union all
select 'number' as kind, '' as unit_code, id_number as number, '' as folded_name, min(person_id) as person_id
from named
where id_number is not null and is_identified
group by id_number
union all
select 'text and name' as kind, unit_code, id_text as number, folded_name, min(person_id) as person_id
from named
where not is_identified and id_text is not null and folded_name is not null
group by unit_code, id_text, folded_name
union all
select 'own number' as kind, unit_code, recipient_no as number, '' as folded_name, min(recipient_id) as person_id
from ent.pair_mention
where recipient_no is not null
group by unit_code, recipient_no
