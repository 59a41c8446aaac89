/*
id = "link_told"
kind = "link"
is_scratch = true
title = { zh = "相连人员的填报", en = "What the rows of connected identities say that one person cannot be two of: name in a return, birth date, sex" }
grain = ["identity_id", "return_key", "name", "birth", "sex"]
*/
-- Materialized, so that the join sees how few they are.
with connected as materialized (
    select known.*
    from ent.mention_known as known
    semi join ent.link_component as component on known.identity_id = component.identity_id
)

select distinct
    connected.identity_id,
    mention.unit_code || mention.period as return_key,
    mention.folded_name as name,
    cast(compared_birth(mention.birth_date, mention.id_number, mention.id_text) as varchar) as birth,
    coalesce(mention.sex, id_sex(mention.id_number)) as sex
from connected
inner join ent.link_mention as mention
    on connected.part_id = mention.part_id and connected.row = mention.row and connected.role = mention.role
