/*
id = "ledger_figure"
kind = "link"
title = { zh = "台账的指标数", en = "What the ledgers of this month's returns say of a declared indicator: the number that counts, and all that was sent" }
grain = ["unit_code", "indicator_code"]
*/
-- A unit may count what another unit or the linking took away from it: between least and most it is right.
with figure_of as (
    select *
    from (
        values
        ('K101', 'pairing'), ('K102', 'pairing'), ('K201', 'pairing'), ('K301', 'pairing'), ('K406', 'pairing'),
        ('K501', 'pairing'), ('K502', 'pairing'), ('K401', 'organization'), ('K402', 'fund_entry'),
        ('K403', 'project'), ('K404', 'site'), ('K405', 'site'), ('K407', 'activity'), ('K503', 'activity'),
        ('K504', 'activity'), ('K505', 'activity')
    ) as v (indicator_code, form)
),

present as (
    select used.unit_code, used.form, bool_and(part.is_zero) as is_zero
    from ent.part_used as used
    inner join meta.part as part on used.part_id = part.part_id
    where used.period = $period
    group by used.unit_code, used.form
),

recipient_count as (
    select
        home_unit as unit_code,
        unnest(['K101', 'K102', 'K301', 'K201']) as indicator_code,
        unnest([
            count(*) filter (is_member and has_orphan), count(*) filter (is_member and has_de_facto),
            count(*) filter (is_member and has_destitute), count(*) filter (is_member and has_disabled)
        ]) as least_value,
        unnest([
            count(*) filter (has_orphan), count(*) filter (has_de_facto), count(*) filter (has_destitute),
            count(*) filter (has_disabled)
        ]) as most_value
    from ent.recipient
    where is_due
    group by home_unit
),

bridge_count as (
    select
        unit_code,
        case measure when '干部' then 'K501' when '对象' then 'K502' else 'K406' end as indicator_code,
        sum(
            case
                when item in ('reported', 'replacing', 'home_only') then item_count
                when item in ('same_row', 'same_pair', 'same_person', 'other_unit', 'other_home') then -item_count
                else 0
            end
        ) as least_value,
        sum(
            case
                when item in ('reported', 'replacing', 'home_only') then item_count
                when item in ('same_row', 'same_pair', 'same_person') then -item_count
                else 0
            end
        ) as most_value
    from ent.bridge
    where measure in ('干部', '对象', '辅助对象')
    group by unit_code, measure
),

organization_count as (
    select
        unit_code, 'K401' as indicator_code,
        count(distinct organization_key) filter (exit_date is null or exit_date > $as_of) as least_value,
        count(*) as most_value
    from ent.organization_row
    where org_kind in ('社会团体', '社会服务机构', '基金会')
    group by unit_code
),

project_count as (
    select
        unit_code, 'K403' as indicator_code,
        count(distinct project_key) filter (status in ('实施中', '已完成')) as least_value,
        count(*) filter (status <> '筹备') as most_value
    from ent.project_row
    where is_current
    group by unit_code
),

site_count as (
    select
        unit_code, unnest(['K404', 'K405']) as indicator_code,
        unnest([
            sum(volunteer_count),
            count(*) filter (site_kind in ('青年之家', '爱心驿站', '爱心妈妈关爱服务加油站'))
        ]) as least_value,
        -- 其他 may be a place or a team.
        unnest([
            sum(volunteer_count),
            count(*) filter (site_kind not in ('党员志愿服务队', '青年志愿服务队', '巾帼志愿服务队'))
        ]) as most_value
    from ent.site
    group by unit_code
),

raised as (
    select unit_code, 'K402' as indicator_code, amount_yuan, false as is_removed
    from ent.fund_entry
    where period = $period and direction = '募集'
    union all
    select unit_code, 'K402', amount_yuan, true
    from ent.fund_removed
    where period = $period and direction = '募集'
),

activity_sum as (
    select
        unit_code, pair_kind, activity_kind, is_counted and not is_earlier as is_certain,
        sum(person_times) as person_times, sum(matter_count) as matter_count
    from ent.activity
    where period = $period
    group by all
    union all
    select unit_code, cast(null as varchar), activity_kind, false, sum(person_times), sum(person_times)
    from ent.activity_removed
    where period = $period
    group by all
),

activity_item as (
    select
        unit_code, is_certain,
        case activity_kind when '联系交流' then 'K503' when '走访探视' then 'K504' when '帮办实事' then 'K505' end
            as indicator_code,
        if(activity_kind = '帮办实事', matter_count, person_times) as item_value
    from activity_sum
    where pair_kind is distinct from '辅助结对'
    union all
    select unit_code, is_certain, 'K407', person_times
    from activity_sum
    where pair_kind is distinct from '主结对'
),

counted as (
    select * from recipient_count
    union all
    select * from bridge_count
    union all
    select * from organization_count
    union all
    select * from project_count
    union all
    select * from site_count
    union all
    select unit_code, indicator_code, sum(if(is_removed, 0, amount_yuan)), sum(amount_yuan)
    from raised
    group by unit_code, indicator_code
    union all
    select unit_code, indicator_code, sum(if(is_certain, item_value, 0)), sum(item_value)
    from activity_item
    where indicator_code is not null
    group by unit_code, indicator_code
)

select
    present.unit_code,
    figure_of.indicator_code,
    figure_of.form,
    present.is_zero,
    cast(coalesce(counted.least_value, 0) as decimal(18, 2)) as least_value,
    cast(coalesce(counted.most_value, 0) as decimal(18, 2)) as most_value,
    coalesce(quarantined.row_count, 0) > 0 as has_quarantined
from present
inner join figure_of on present.form = figure_of.form
left join counted
    on present.unit_code = counted.unit_code and figure_of.indicator_code = counted.indicator_code
left join ent.quarantined as quarantined
    on present.unit_code = quarantined.unit_code and present.form = quarantined.form
