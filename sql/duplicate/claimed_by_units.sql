/*
id = "claimed_by_units"
kind = "duplicate"
order = 5
title = { zh = "一名对象由几个单位上报", en = "One recipient claimed by several units" }
grain = ["case_id", "unit_code"]
*/
select
    side.* exclude (claim_kind, is_home, is_decided),
    case
        when side.is_home then 'home'
        when side.is_decided then 'decision'
        when home.is_home_contested then 'lower_unit'
        else 'last_home'
    end as rule
from ent.claim_side as side
inner join ent.recipient_home as home on side.case_id = home.recipient_id
where side.claim_kind = 'units'
