/*
id = "mention_identity"
kind = "link"
is_view = true
title = { zh = "人员记录的认定", en = "Whether a mention keeps its number, and by what it is known otherwise" }
grain = ["part_id", "row", "role"]
*/
select
    mention.part_id,
    mention.row,
    mention.role,
    case
        when holder.id_number is null then mention.id_number
        when
            holder.is_fitting
            and is_same_profile(
                mention.folded_name, mention.sex, mention.birth_date,
                holder.folded_name, holder.sex, holder.birth_date
            )
            then mention.id_number
    end as id_number,
    mention.unit_code,
    mention.folded_name,
    mention.evidence,
    mention.id_number as stated_number
from ent.mention as mention
left join ent.number_holder as holder on mention.id_number = holder.id_number
