/*
id = "recipient_row"
kind = "link"
title = { zh = "对象的代表行", en = "The one row that a recipient's descriptive particulars are taken from" }
grain = ["recipient_id"]
*/
with placed as (
    select
        p.*,
        row_number() over (
            partition by p.recipient_id
            order by
                p.unit_code = home.home_unit desc, p.is_current desc, p.status = '在帮' desc,
                p.pair_kind = '主结对' desc, p.period desc, p.start_date nulls last, p.unit_code,
                p.row_hash, p.row
        ) as place
    from ent.pair_mention as p
    inner join ent.recipient_home as home on p.recipient_id = home.recipient_id
    where not p.is_quarantined
)

select * exclude (place)
from placed
where place = 1
