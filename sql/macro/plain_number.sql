/*
id = "plain_number"
kind = "macro"
args = ["x"]
title = { zh = "不带多余小数的数", en = "A number as text, without decimals that say nothing: 12.00 is 12, 0.50 stays" }
source = "project definition: how a message writes a number"
*/
select regexp_replace(cast(x as varchar), '\.0+$', '')
