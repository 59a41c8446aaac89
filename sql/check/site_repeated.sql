/*
id = "site_repeated"
kind = "check"
code = "X049"
severity = "query"
category = "consistency"
forms = ["site"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "阵地或队伍重复登记", en = "A site or team entered twice" }
message = { zh = "同一乡镇（街道）内同名同类的阵地或队伍已登记在第{first_row}行", en = "a site of this name and kind in this township stands in row {first_row} already" }
why = { zh = "重复登记会多计一处", en = "it would count twice" }
expected = { zh = "一处一行", en = "one row a site" }
fix = { zh = "请删除重复行；确系两处的，请用名称区分", en = "delete the repeated row, or tell the two apart by their names" }
null = { zh = "未填名称的不问", en = "not asked without a name" }
source = "project definition: AX06, one row a site or team"
*/
with named as (
    select
        s.part_id, s.row, used.unit_code, s.site_kind, coalesce(s.township, '') as township,
        lower(replace(s.site_name, ' ', '')) as folded_name
    from stg.site as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.is_current and not s.is_quarantined and s.site_name is not null
),

first_row as (
    select unit_code, site_kind, township, folded_name, min((part_id, row)) as place
    from named
    group by unit_code, site_kind, township, folded_name
)

select
    named.part_id, named.row, 'site_name' as field,
    (named.part_id, named.row) = first_row.place as ok,
    cast(null as varchar) as value,
    first_row.place[2] as first_row
from named
inner join first_row
    on
        named.unit_code = first_row.unit_code and named.site_kind = first_row.site_kind
        and named.township = first_row.township and named.folded_name = first_row.folded_name
