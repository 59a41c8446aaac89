/*
id = "status_unit"
kind = "lookup"
title = { zh = "各单位的报送情况", en = "One row a unit with a mark a form; those first from which last month's came and this one's didn't" }
grain = ["unit_code"]
uses = ["return_status"]
*/
select
    unit_code,
    any_value(unit_name) as unit_name,
    bool_or(fell_silent) as fell_silent,
    max(mark) filter (form = 'pairing') as pairing,
    max(mark) filter (form = 'activity') as activity,
    max(mark) filter (form = 'organization') as organization,
    max(mark) filter (form = 'fund_entry') as fund_entry,
    max(mark) filter (form = 'project') as project,
    max(mark) filter (form = 'site') as site,
    max(mark) filter (form = 'indicator') as indicator,
    max(mark) filter (form = 'opening') as opening,
    cast(sum(error_count) as bigint) as error_count,
    cast(sum(query_count) as bigint) as query_count,
    cast(sum(note_count) as bigint) as note_count
from return_status
group by unit_code
having bool_or(is_wanted)
order by fell_silent desc, unit_code
