/*
id = "opening_member"
kind = "link"
is_scratch = true
title = { zh = "期初在册对象", en = "Who was counted at the end of the month before: as published then, else by dates" }
grain = ["person_id"]
*/
with published as (
    select person_id, home_unit as unit_code, category, false as is_estimated
    from meta.member
    where period = $previous_period
),

-- They may have another key now.
known_person as (
    select person_id from published
    union
    select before.person_id
    from ent.person_before as before
    inner join published on before.before_id = published.person_id
),

known_unit as (
    select distinct unit_code
    from meta.member_unit
    where period = $previous_period
),

-- What the ledgers of units without last month's return say of the end of that month.
standing as (
    select
        p.recipient_id, p.unit_code, p.recipient_category,
        coalesce(p.end_date, date '9999-12-31') > $previous_as_of as is_open,
        case
            when
                p.end_reason in ('干部调离', '退休', '结对人去世', '更换结对人')
                and p.end_date <= $previous_as_of and p.end_date > $previous_as_of - to_months($replacing_months)
                then p.end_date
        end as replaced_date,
        case
            when
                p.end_reason in ('去世', '迁出', '收养', '恢复监护', '不再符合条件', '年满18周岁且不在读', '自愿退出')
                and p.end_date <= $previous_as_of
                then p.end_date
        end as exit_date
    from ent.pair_mention as p
    where
        p.is_current and not p.is_quarantined and p.is_area and not p.is_local
        and p.pair_kind = '主结对' and p.status <> '待结对'
        and coalesce(p.start_date, date '1900-01-01') <= $previous_as_of
        and p.unit_code not in (select known_unit.unit_code from known_unit)
        and p.recipient_id not in (select known_person.person_id from known_person)
),

member_then as (
    select recipient_id
    from standing
    group by recipient_id
    having
        bool_or(is_open)
        or (max(replaced_date) is not null and (max(exit_date) is null or max(exit_date) < max(replaced_date)))
),

-- At home where its home had it then, else where it was: who moved this month was counted there.
dated as (
    select
        standing.recipient_id as person_id,
        coalesce(
            min(case when standing.unit_code = recipient.home_unit then standing.unit_code end), min(standing.unit_code)
        ) as unit_code,
        coalesce(min(recipient.category), min(standing.recipient_category)) as category,
        true as is_estimated
    from standing
    inner join member_then on standing.recipient_id = member_then.recipient_id
    left join ent.recipient as recipient on standing.recipient_id = recipient.person_id
    where standing.is_open or standing.replaced_date is not null
    group by standing.recipient_id
)

select * from published
union all
select * from dated
