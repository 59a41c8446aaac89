/*
id = "link_open"
kind = "link"
is_scratch = true
title = { zh = "身份待核实的人员记录", en = "Mentions without a number of their own, with the keys by which others are looked for" }
grain = ["part_id", "row", "role"]
*/
select
    told.part_id,
    told.row,
    told.role,
    known.identity_id,
    link_keys(
        told.role, told.unit_code, told.folded_name, compared_birth(told.birth_date, told.id_number, told.id_text),
        told.phone, told.partner, compared_id(told.id_number, told.id_text),
        told.township, told.village, told.employer
    ) as keys
from ent.link_mention as told
inner join ent.mention_known as known
    on told.part_id = known.part_id and told.row = known.row and told.role = known.role
where not known.is_identified
