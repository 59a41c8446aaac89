/*
id = "organization"
kind = "link"
title = { zh = "参与社会组织", en = "Organisations a unit, one row each; the identity holds in the whole province" }
grain = ["organization_id", "unit_code"]
*/
with numbered as (
    select organization_key, cast(row_number() over (order by organization_key) as bigint) as organization_id, org_kind
    from (
        select
            organization_key,
            -- One unit that knows it as a social organisation is enough.
            coalesce(min(org_kind) filter (org_kind in ('社会团体', '社会服务机构', '基金会')), min(org_kind)) as org_kind
        from ent.organization_row
        group by organization_key
    ) as keyed
)

select
    numbered.organization_id,
    r.unit_code,
    numbered.org_kind,
    bool_or(r.is_identified) as is_identified,
    min(r.join_date) as join_date,
    case when bool_or(r.exit_date is null) then null else max(r.exit_date) end as exit_date,
    count(*) as row_count
from ent.organization_row as r
inner join numbered on r.organization_key = numbered.organization_key
group by numbered.organization_id, r.unit_code, numbered.org_kind
