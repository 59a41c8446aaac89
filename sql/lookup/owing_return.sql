/*
id = "owing_return"
kind = "lookup"
title = { zh = "未报和暂缓采用的报表", en = "What is owed for a month and didn't come, or came and is held, with for how many months in a row it hasn't come" }
grain = ["unit_code", "form"]
uses = ["return_status"]
*/
select unit_code, form, state, used_period, silent_months, extended_until
from return_status
where is_expected and state in ('missing', 'carried', 'lapsed', 'held')
order by
    unit_code,
    list_position(
        ['pairing', 'activity', 'organization', 'fund_entry', 'project', 'site', 'indicator', 'opening'], form
    )
