/*
id = "figure_member"
kind = "kept"
title = { zh = "存量指标所计", en = "Whom and what the stock figures count, and of those that are known and not counted why" }
grain = ["figure_id", "unit_code", "member_id", "is_in"]
*/
-- Surrogate keys alone. `cause` says what dates, decisions and ledgers tell of who wasn't counted the month before.
with earlier as (
    select max(period) as period
    from meta.kept_edition
    where edition = period and period < $period
),

present as (
    select unit_code
    from ent.return_state
    where form = 'pairing' and is_present
),

cadre as (
    select unit_code, helper_id as member_id, min(start_date) as start_date
    from ent.pair
    where is_active and is_counted and pair_kind = '主结对' and helper_kind = '党员干部' and helper_id is not null
    group by unit_code, helper_id
),

cadre_left as (
    select pair.unit_code, pair.helper_id as member_id, max_by(pair.end_reason, pair.end_date) as cause
    from ent.pair as pair
    anti join cadre on pair.unit_code = cadre.unit_code and pair.helper_id = cadre.member_id
    where pair.pair_kind = '主结对' and pair.helper_id is not null and pair.end_reason is not null
    group by pair.unit_code, pair.helper_id
),

recipient as (
    select recipient.*
    from ent.recipient as recipient
    semi join present on recipient.home_unit = present.unit_code
),

ended as (
    select recipient_id, pair_kind, max_by(end_reason, end_date) as cause
    from ent.pair
    where end_reason is not null
    group by recipient_id, pair_kind
),

waiting as (
    select person_id, case when is_waiting then 'waiting' else 'local' end as cause
    from ent.recipient
    where not is_member and (is_waiting or is_local)
),

-- A pair may have ended in a return before this one.
main_out as (
    select member_id, arg_min(cause, rank_no) as cause
    from (
        select person_id as member_id, cause, 1 as rank_no from waiting
        union all
        select recipient_id, cause, 2 from ended where pair_kind = '主结对'
        union all
        select person_id, 'exited', 3 from ent.member_change where move = 'exited'
    ) as told
    group by member_id
),

auxiliary_start as (
    select recipient_id, min(start_date) as start_date
    from ent.pair
    where is_active and pair_kind = '辅助结对'
    group by recipient_id
),

opening as (
    select unit_code, measure, as_of
    from ent.opening
    where scope = '启动以来累计' and as_of <= $as_of
),

-- One unit that knows it as a social organisation is enough.
organization_kind as (
    select
        organization_key,
        bool_or(org_kind in ('社会团体', '社会服务机构', '基金会')) as is_social
    from ent.organization_row
    group by organization_key
),

organization as (
    select
        r.unit_code,
        cast(md5_number_lower(r.organization_key) >> 1 as bigint) as member_id,
        bool_or(kind.is_social) as is_social,
        min(r.join_date) as join_date
    from ent.organization_row as r
    inner join organization_kind as kind on r.organization_key = kind.organization_key
    group by r.unit_code, r.organization_key
),

project_key as (
    select distinct project_key, cast(md5_number_lower(project_key) >> 1 as bigint) as member_id
    from ent.project_row
    where is_current
),

-- ent.project numbers the keys in their order.
project as (
    select p.unit_code, numbered.member_id, p.is_started, p.start_date
    from ent.project as p
    inner join (
        select member_id, row_number() over (order by project_key) as project_id
        from project_key
    ) as numbered on p.project_id = numbered.project_id
),

item as (
    select
        'F06' as figure_id, organization.unit_code, member_id, join_date as since_date,
        case
            when not is_social then 'not_social'
            when opening.unit_code is not null and coalesce(join_date <= opening.as_of, true) then 'covered'
        end as cause
    from organization
    left join opening on organization.unit_code = opening.unit_code and opening.measure = '社会组织'
    union all
    select
        'F08', project.unit_code, member_id, start_date,
        case
            when not coalesce(is_started, false) then 'not_started'
            when opening.unit_code is not null and coalesce(start_date <= opening.as_of, true) then 'covered'
        end
    from project
    left join opening on project.unit_code = opening.unit_code and opening.measure = '公益项目'
),

counted as (
    select 'F01' as figure_id, unit_code, member_id, start_date as since_date, cast(null as varchar) as cause
    from cadre
    union all
    select 'F02', recipient.home_unit, recipient.person_id, null, change.move
    from recipient
    left join ent.member_change as change on recipient.person_id = change.person_id
    where recipient.is_member
    union all
    select 'F09', recipient.home_unit, recipient.person_id, auxiliary_start.start_date, null
    from recipient
    left join auxiliary_start on recipient.person_id = auxiliary_start.recipient_id
    where recipient.is_auxiliary
    union all
    select figure_id, unit_code, member_id, since_date, null from item where cause is null
),

-- Who should have been counted the month before already, and wasn't.
stood as (
    select counted.figure_id, counted.unit_code, counted.member_id
    from counted
    cross join earlier
    anti join meta.kept_member as before
        on
            earlier.period = before.edition
            and before.is_in
            and counted.figure_id = before.figure_id
            and counted.member_id = before.member_id
    where earlier.period is not null and counted.since_date <= last_day(cast(earlier.period || '-01' as date))
),

left_out as (
    select 'F01' as figure_id, unit_code, member_id, cause from cadre_left
    union all
    select 'F02', '', main_out.member_id, main_out.cause
    from main_out
    anti join (select person_id from recipient where is_member) as member on main_out.member_id = member.person_id
    union all
    select 'F09', '', ended.recipient_id, ended.cause
    from ended
    anti join (select person_id from recipient where is_auxiliary) as member on ended.recipient_id = member.person_id
    where ended.pair_kind = '辅助结对'
    union all
    select figure_id, unit_code, member_id, cause from item where cause is not null
)

select
    cast($period as varchar) as edition, counted.figure_id, counted.unit_code, counted.member_id, true as is_in,
    coalesce(counted.cause, case when stood.member_id is not null then 'revised' end) as cause
from counted
left join stood
    on
        counted.figure_id = stood.figure_id and counted.unit_code = stood.unit_code
        and counted.member_id = stood.member_id
union all
select cast($period as varchar), figure_id, unit_code, member_id, false, cause
from left_out
