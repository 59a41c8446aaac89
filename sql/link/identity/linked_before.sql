/*
id = "linked_before"
kind = "link"
title = { zh = "上次认定的月份", en = "The newest month before this one whose people are known: whose links hold, though a month in between sent nothing" }
grain = ["period"]
*/
select max(period) as period
from meta.member_unit
where period < $period
