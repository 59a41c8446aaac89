/*
id = "status_line"
kind = "lookup"
title = { zh = "各单位各表的报送情况", en = "Who has sent what, one row a unit and form, in the order of units and of the forms' numbers" }
grain = ["unit_code", "form"]
uses = ["return_status"]
*/
select * exclude (mark, is_wanted)
from return_status
where is_wanted
order by
    unit_code,
    list_position(
        ['pairing', 'activity', 'organization', 'fund_entry', 'project', 'site', 'indicator', 'opening'], form
    )
