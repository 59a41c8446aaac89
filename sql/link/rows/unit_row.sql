/*
id = "unit_row"
kind = "link"
title = { zh = "统计表的行", en = "Rows of the published tables, in the order of codes" }
grain = ["row_code"]
*/
with sender as (
    select distinct unit_code from meta.accepted_part
),

shown as (
    -- An area that reports for itself adds nobody up: what lies in it stands beside it.
    select
        unit.* replace (
            case when upper.reports = 'area' then upper.parent_code else unit.parent_code end as parent_code
        )
    from meta.unit as unit
    left join meta.unit as upper on unit.parent_code = upper.unit_code
    where
        unit.reports <> 'optional'
        or exists (select 1 from sender where sender.unit_code = unit.unit_code)
)

select
    unit_code as row_code,
    unit_code,
    name,
    case
        when level = 'province' then 'province'
        when reports = 'helper' then 'helper'
        when level = 'prefecture' and reports = 'own-level' then 'prefecture'
        else 'area'
    end as level,
    case when level = 'province' then null else parent_code end as parent_row,
    cast(row_number() over (order by unit_code) * 2 as integer) as sort_no
from shown
union all
select
    unit_code || '-0' as row_code,
    unit_code,
    case when level = 'province' then $province_own_level else name || '本级' end as name,
    'own' as level,
    unit_code as parent_row,
    cast((select count(*) from shown as before where before.unit_code <= shown.unit_code) * 2 + 1 as integer) as sort_no
from shown
where reports = 'own-level'
