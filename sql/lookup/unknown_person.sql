/*
id = "unknown_person"
kind = "lookup"
title = { zh = "不认识的人员", en = "The first place of a decision file that names somebody whom the store doesn't know" }
grain = ["place"]
*/
select asked.place
from (select unnest($asked, recursive := true)) as asked
anti join meta.person as person on asked.id = person.person_id
where asked.id is not null
limit 1 -- noqa: AM09
