/*
id = "activity_record"
kind = "link"
is_scratch = true
title = { zh = "活动记录", en = "Activities of both layouts as one record a kind, all months so far" }
grain = ["part_id", "row", "activity_kind"]
*/
with log as (
    select
        s.part_id, s.row, used.unit_code, used.period, s.activity_date,
        s.activity_date as first_date, s.activity_date as last_date,
        s.activity_kind, s.person_times,
        case when s.activity_kind in ('政策宣传落实', '解决实际困难', '帮办实事') then s.matter_count else 0 end as matter_count,
        s.amount_yuan, s.fund_source,
        s.helper_id,
        coalesce(s.helper_id_text, s.helper_id) as helper_id_text,
        fold_name(s.helper_name) as helper_folded,
        s.recipient_id,
        coalesce(s.recipient_id_text, s.recipient_id) as recipient_id_text,
        fold_name(s.recipient_name) as recipient_folded,
        coalesce(s.recipient_no, s.pair_no) as recipient_no,
        hash(s.matter_kind, lower(squeeze(s.content))) as content_hash
    from stg.activity as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where not s.is_quarantined
),

sheet as (
    select
        s.*, used.unit_code as part_unit, used.period,
        cast(used.period || '-01' as date) as first_date,
        last_day(cast(used.period || '-01' as date)) as last_date
    from stg.activity_monthly as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where not s.is_quarantined
),

kind as (
    select *
    from (
        values ('联系交流'), ('走访探视'), ('政策宣传落实'), ('解决实际困难'), ('帮办实事'), ('资助资金')
    ) as kind (activity_kind)
),

monthly as (
    select
        sheet.part_id, sheet.row, sheet.part_unit as unit_code, sheet.period, cast(null as date) as activity_date,
        sheet.first_date, sheet.last_date, kind.activity_kind,
        case kind.activity_kind
            when '联系交流' then sheet.contact_count
            when '走访探视' then sheet.visit_count
            when '政策宣传落实' then sheet.policy_count
            when '解决实际困难' then sheet.difficulty_count
            when '帮办实事' then sheet.deed_count
        end as item_count,
        case when kind.activity_kind = '资助资金' then sheet.amount_yuan end as amount_yuan,
        sheet.fund_source,
        sheet.helper_id,
        coalesce(sheet.helper_id_text, sheet.helper_id) as helper_id_text,
        fold_name(sheet.helper_name) as helper_folded,
        sheet.recipient_id,
        coalesce(sheet.recipient_id_text, sheet.recipient_id) as recipient_id_text,
        fold_name(sheet.recipient_name) as recipient_folded,
        coalesce(sheet.recipient_no, sheet.pair_no) as recipient_no
    from sheet
    cross join kind
)

select * from log
union all
select
    part_id, row, unit_code, period, activity_date, first_date, last_date, activity_kind,
    coalesce(item_count, 0) as person_times,
    case when activity_kind in ('政策宣传落实', '解决实际困难', '帮办实事') then coalesce(item_count, 0) else 0 end as matter_count,
    amount_yuan, fund_source, helper_id, helper_id_text, helper_folded, recipient_id, recipient_id_text,
    recipient_folded, recipient_no,
    hash('monthly', item_count) as content_hash
from monthly
where item_count > 0 or amount_yuan > 0
