/*
id = "home_decision"
kind = "link_unkept"
title = { zh = "核定的归属（不留存人员）", en = "No home is decided for anybody where no person is kept: a decision names a kept key" }
grain = ["recipient_id"]
*/
select
    cast(null as bigint) as recipient_id,
    cast(null as varchar) as unit_code
where false
