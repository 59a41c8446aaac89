/*
id = "row_weight"
kind = "outcome"
title = { zh = "各行对主要指标的分量", en = "What each row that has a finding, or whose return has one, brings to a headline figure by what it says itself" }
grain = ["part_id", "row", "figure_id"]
*/
-- An activity is taken for one of a main pairing, a row without kind or status for an active main one: the row itself
-- doesn't say more. What stands on a quarantined row counts all the same: it is what the figure lacks.
with pairing as (
    select part_id, row, helper_kind, coalesce(pair_kind, '主结对') as pair_kind
    from stg.pairing
    where coalesce(status, '在帮') = '在帮'
),

measure as (
    select v.measure, v.figure_id
    from (
        values
        ('联系交流', 'F03'), ('走访探视', 'F04'), ('帮办实事', 'F05'), ('社会组织', 'F06'), ('募集资金', 'F07'),
        ('公益项目', 'F08'), ('帮助群众', 'F10'), ('资助资金', 'F11')
    ) as v (measure, figure_id)
),

weight as (
    select part_id, row, 'F01' as figure_id, 1 as amount
    from pairing
    where pair_kind = '主结对' and coalesce(helper_kind, '党员干部') = '党员干部'
    union all
    select part_id, row, if(pair_kind = '主结对', 'F02', 'F09'), 1
    from pairing
    union all
    select
        s.part_id, s.row, measure.figure_id,
        case measure.figure_id
            when 'F05' then coalesce(s.matter_count, 1)
            when 'F11' then coalesce(s.amount_yuan, 0)
            else coalesce(s.person_times, 1)
        end
    from stg.activity as s
    inner join measure on s.activity_kind = measure.measure
    union all
    select part_id, row, 'F03', contact_count from stg.activity_monthly
    union all
    select part_id, row, 'F04', visit_count from stg.activity_monthly
    union all
    select part_id, row, 'F05', deed_count from stg.activity_monthly
    union all
    select part_id, row, 'F11', amount_yuan from stg.activity_monthly
    union all
    select part_id, row, 'F06', 1
    from stg.organization
    where coalesce(org_kind, '社会团体') in ('社会团体', '社会服务机构', '基金会')
    union all
    select part_id, row, 'F07', amount from stg.fund_entry where direction = '募集'
    union all
    select part_id, row, 'F08', 1 from stg.project where coalesce(status, '已完成') in ('实施中', '已完成')
    union all
    select s.part_id, s.row, if(s.scope = '本年累计', 'F11_year', measure.figure_id), s.value
    from stg.opening as s
    inner join measure on s.measure = measure.measure
    where s.scope = '启动以来累计' or (s.scope = '本年累计' and s.measure = '资助资金')
)

select weight.part_id, weight.row, weight.figure_id, cast(weight.amount as decimal(18, 2)) as amount
from weight
where weight.amount > 0 and weight.part_id in (select standing.part_id from standing)
