/*
id = "organization_count"
kind = "rollup"
title = { zh = "社会组织数", en = "Organisations by row" }
grain = ["unit_code"]
forms = ["organization", "opening"]
# Read by other tables; not published itself.
internal = true
*/
with opening as (
    select
        unit_code,
        value as opening_value,
        as_of
    from ent.opening
    where measure = '社会组织' and scope = '启动以来累计' and as_of <= $as_of
),

reporting_unit as (
    select
        unit_row.unit_code,
        opening.opening_value,
        opening.as_of,
        coalesce(return_state.is_present, false) as is_present
    from ent.unit_row as unit_row
    left join opening on unit_row.unit_code = opening.unit_code
    left join ent.return_state as return_state
        on unit_row.unit_code = return_state.unit_code and return_state.form = 'organization'
    where
        unit_row.level in ('area', 'own')
        and (opening.unit_code is not null or return_state.is_present)
),

-- Who joined by the opening's day is in the opening already.
member as (
    select
        reporting_unit.unit_code,
        organization.organization_id,
        organization.org_kind,
        organization.is_identified,
        organization.org_kind in ('社会团体', '社会服务机构', '基金会') as is_social,
        reporting_unit.as_of is null or organization.join_date > reporting_unit.as_of as is_after_opening
    from reporting_unit
    inner join ent.organization as organization on reporting_unit.unit_code = organization.unit_code
),

row_member as (
    select
        unit_scope.row_code,
        member.organization_id,
        member.org_kind,
        member.is_identified,
        member.is_social,
        coalesce(member.is_after_opening, false) as is_after_opening
    from member
    inner join ent.unit_scope as unit_scope on member.unit_code = unit_scope.unit_code
),

row_count as (
    select
        row_code,
        count(distinct case when is_social and is_after_opening then organization_id end) as counted_count,
        count(distinct case
            when is_social and is_after_opening and not is_identified then organization_id
        end) as organization_unverified_count,
        count(distinct case when org_kind = '社会团体' then organization_id end) as association_count,
        count(distinct case when org_kind = '社会服务机构' then organization_id end) as service_count,
        count(distinct case when org_kind = '基金会' then organization_id end) as foundation_count,
        count(distinct case when org_kind = '企业' then organization_id end) as company_count,
        count(distinct case when org_kind = '未登记' then organization_id end) as unregistered_count,
        count(distinct case when org_kind = '其他' then organization_id end) as other_count
    from row_member
    group by row_code
),

unit_covered as (
    select
        unit_code,
        count(distinct organization_id) as covered_count
    from member
    where is_social and not coalesce(is_after_opening, false)
    group by unit_code
),

row_unit as (
    select
        unit_scope.row_code,
        sum(reporting_unit.opening_value) as opening_count,
        sum(coalesce(unit_covered.covered_count, 0)) as covered_count
    from reporting_unit
    inner join ent.unit_scope as unit_scope on reporting_unit.unit_code = unit_scope.unit_code
    left join unit_covered on reporting_unit.unit_code = unit_covered.unit_code
    group by unit_scope.row_code
)

select
    unit_row.row_code as unit_code,
    cast(coalesce(row_unit.opening_count, 0) + coalesce(row_count.counted_count, 0) as bigint)
        as organization_count,
    cast(row_unit.opening_count as bigint) as organization_opening_count,
    cast(row_unit.covered_count as bigint) as opening_covered_count,
    coalesce(row_count.organization_unverified_count, 0) as organization_unverified_count,
    coalesce(row_count.association_count, 0) as association_count,
    coalesce(row_count.service_count, 0) as service_count,
    coalesce(row_count.foundation_count, 0) as foundation_count,
    coalesce(row_count.company_count, 0) as company_count,
    coalesce(row_count.unregistered_count, 0) as unregistered_count,
    coalesce(row_count.other_count, 0) as other_count
from ent.unit_row as unit_row
inner join row_unit on unit_row.row_code = row_unit.row_code
left join row_count on unit_row.row_code = row_count.row_code
