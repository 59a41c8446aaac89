/*
id = "person_before"
kind = "link_unkept"
title = { zh = "上期与本期的人员键（不留存人员）", en = "Nobody had another key before where no person is kept" }
grain = ["before_id", "person_id"]
*/
select
    cast(null as bigint) as before_id,
    cast(null as bigint) as person_id
where false
