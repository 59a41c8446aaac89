/*
id = "helper"
kind = "link"
title = { zh = "结对干部", en = "Cadres with an active main pairing, each with one level in the whole province" }
grain = ["person_id"]
*/
with cadre as (
    select
        p.helper_id, p.helper_level,
        row_number() over (
            partition by p.helper_id
            order by p.helper_level is null, p.unit_code, p.start_date nulls last, p.helper_level, p.recipient_id
        ) as place
    from ent.pair as p
    where p.is_active and p.is_counted and p.pair_kind = '主结对' and p.helper_kind = '党员干部' and p.helper_id is not null
)

select helper_id as person_id, helper_level as level, '党员干部' as helper_kind
from cadre
where place = 1
