/*
id = "alias"
kind = "link"
is_scratch = true
title = { zh = "姓名与证号的指认", en = "What a number, a damaged number's text or an own number stands for in later ledgers" }
grain = ["kind", "unit_code", "number", "folded_name"]
*/
with unidentified as materialized (
    select part_id, row, role, person_id
    from ent.mention_person
    -- Also who is known by linking: the number on the row is still no help.
    where not has_number
)

select
    'text and name' as kind, mention.unit_code, mention.id_text as number, mention.folded_name,
    min(unidentified.person_id) as person_id
from ent.mention as mention
inner join unidentified
    on mention.part_id = unidentified.part_id and mention.row = unidentified.row and mention.role = unidentified.role
where mention.id_text is not null and mention.folded_name is not null
group by mention.unit_code, mention.id_text, mention.folded_name
union all
select 'own number' as kind, unit_code, recipient_no as number, '' as folded_name, min(recipient_id) as person_id
from ent.pair_mention
where recipient_no is not null
group by unit_code, recipient_no
