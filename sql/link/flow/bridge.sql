/*
id = "bridge"
kind = "link"
title = { zh = "上报数到核定数", en = "Reported, removed by kind and kept, for every reporting unit" }
grain = ["unit_code", "measure", "item"]
*/
with reported as (
    select p.*, ranked.reason, ranked.survivor_unit
    from ent.pair_mention as p
    left join ent.pair_rank as ranked on p.part_id = ranked.part_id and p.row = ranked.row
    where p.is_current and not p.is_quarantined and p.status = '在帮' and not p.is_local and p.is_area
),

pair_item as (
    select
        unit_code,
        case when pair_kind = '主结对' then '对' else '辅助对' end as measure,
        'reported' as item,
        count(*) as item_count
    from reported
    group by all
    union all
    select unit_code, case when pair_kind = '主结对' then '对' else '辅助对' end, reason, count(*)
    from reported
    where reason is not null
    group by all
),

recipient_row as (
    select
        reported.unit_code, reported.recipient_id, reported.pair_kind,
        count(*) as row_count,
        count(*) filter (reported.reason = 'same_row') as same_row,
        count(*) filter (reported.reason = 'same_pair') as same_pair
    from reported
    group by all
),

replacing as (
    select home_unit as unit_code, count(*) as item_count
    from ent.recipient
    where is_replacing
    group by home_unit
),

recipient_item as (
    select unit_code, measure, item, sum(item_count) as item_count
    from (
        select
            r.unit_code, case when r.pair_kind = '主结对' then '对象' else '辅助对象' end as measure,
            unnest(['reported', 'same_row', 'same_pair', 'same_person', 'other_home']) as item,
            unnest([
                r.row_count, r.same_row, r.same_pair, r.row_count - r.same_row - r.same_pair - 1,
                case when r.unit_code <> home.home_unit then 1 else 0 end
            ]) as item_count
        from recipient_row as r
        inner join ent.recipient_home as home on r.recipient_id = home.recipient_id
    ) as counted
    group by all
    union all
    select unit_code, '对象', 'replacing', item_count from replacing
    union all
    -- Decided to be at home where they only wait for a helper.
    select recipient.home_unit, '对象', 'home_only', count(*)
    from ent.recipient as recipient
    anti join recipient_row as r
        on recipient.person_id = r.recipient_id and recipient.home_unit = r.unit_code and r.pair_kind = '主结对'
    where recipient.is_member and not recipient.is_replacing
    group by recipient.home_unit
    union all
    select recipient.home_unit, '辅助对象', 'home_only', count(*)
    from ent.recipient as recipient
    anti join recipient_row as r
        on recipient.person_id = r.recipient_id and recipient.home_unit = r.unit_code and r.pair_kind = '辅助结对'
    where recipient.is_auxiliary
    group by recipient.home_unit
),

cadre_row as (
    select
        unit_code, helper_id,
        count(*) as row_count,
        count(*) filter (reason = 'same_row') as same_row,
        count(*) filter (reason = 'same_pair') as same_pair,
        count(*) filter (reason = 'other_unit') as other_unit
    from reported
    where pair_kind = '主结对' and helper_kind = '党员干部' and helper_id is not null
    group by all
),

cadre_item as (
    select unit_code, '干部' as measure, item, sum(item_count) as item_count
    from (
        select
            unit_code,
            unnest(['reported', 'same_row', 'same_pair', 'other_unit', 'same_person']) as item,
            unnest([
                row_count, same_row, same_pair, other_unit,
                greatest(row_count - same_row - same_pair - other_unit - 1, 0)
            ]) as item_count
        from cadre_row
    ) as counted
    group by all
),

organization_item as (
    select unit_code, '组织' as measure, 'reported' as item, sum(row_count) as item_count
    from ent.organization
    where org_kind in ('社会团体', '社会服务机构', '基金会')
    group by all
    union all
    select unit_code, '组织', 'same_row', sum(row_count) - count(*)
    from ent.organization
    where org_kind in ('社会团体', '社会服务机构', '基金会')
    group by all
),

project_item as (
    select unit_code, '项目' as measure, 'reported' as item, count(*) as item_count
    from ent.project_row
    where is_current
    group by all
    union all
    select p.unit_code, '项目', 'same_row', count(*) - count(distinct p.project_key)
    from ent.project_row as p
    where p.is_current
    group by all
    union all
    select unit_code, '项目', 'not_started', count(*)
    from ent.project
    where not is_started
    group by all
),

activity_item as (
    select unit_code, '活动' as measure, 'reported' as item, sum(person_times) as item_count
    from ent.activity_person
    where period = $period
    group by all
    union all
    select unit_code, '活动', 'same_row', sum(person_times)
    from ent.activity_removed
    where period = $period
    group by all
    union all
    select unit_code, '活动', 'unmatched', sum(person_times)
    from ent.activity
    where period = $period and match = 'unmatched'
    group by all
    union all
    select unit_code, '活动', 'before_opening', sum(person_times)
    from ent.activity
    where period = $period and match = 'before_opening'
    group by all
)

select unit_code, measure, item, cast(item_count as bigint) as item_count
from (
    select * from pair_item
    union all
    select * from recipient_item
    union all
    select * from cadre_item
    union all
    select * from organization_item
    union all
    select * from project_item
    union all
    select * from activity_item
) as item
where item_count <> 0
