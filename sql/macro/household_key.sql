/*
id = "household_key"
kind = "macro"
args = ["care_mode", "home_unit", "household_no", "household_head_id", "recipient_id"]
title = { zh = "户", en = "The household of a recipient: in the home unit known by its number, else by its head, else the recipient alone; none in an institution" }
source = "project definition: a household is (home unit, 户编号 or the head's ID)"
*/
select
    case
        when care_mode = '机构集中' then null
        when household_no is not null then { 'kind': 'number', 'unit': home_unit, 'name': household_no }
        when household_head_id is not null then { 'kind': 'head', 'unit': home_unit, 'name': household_head_id }
        else { 'kind': 'alone', 'unit': home_unit, 'name': cast(recipient_id as varchar) }
    end
