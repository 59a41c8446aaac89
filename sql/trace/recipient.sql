/*
id = "recipient"
kind = "trace"
title = { zh = "对象的来源", en = "Recipients that a cell counts, each by one row; of the whole their other rows with why those count nothing" }
grain = ["cell_no", "state", "part_id", "row"]
cells = [
    "t01.*recipient*", "t01.replacing_count", "t01.*due_count", "t01.*paired_count", "t01.*waiting_count",
    "t01.household*", "t01.closing_count", "entitled_*", "ledger_*", "t02.*", "t05.auxiliary*", "member_with_month",
    "t10.replacing_count",
]
measures = ["对象"]
forms = ["pairing"]
*/
with shown as (
    select recipient_id, part_id, row
    from ent.traced_row
    where is_shown
),

present as (
    select unit_code
    from ent.return_state
    where form = 'pairing' and is_present
),

declaring as (
    select indicator.unit_code, list(indicator.indicator_code) as codes
    from ent.indicator as indicator
    where indicator.used_period is not null and indicator.month_value is not null
    group by indicator.unit_code
),

reporting as (
    select unit_code
    from ent.month_loaded
    where form = 'activity' and period = $period
),

-- Persons who are alike in all that is asked are judged once: a province has a few thousand kinds of them.
detail as (
    select coalesce(bool_or(told like 't02.%'), false) as is_asked
    from ent.trace_cell
),

someone as (
    select
        recipient.person_id, recipient.home_unit, recipient.category, recipient.has_orphan, recipient.has_de_facto,
        recipient.has_destitute, recipient.has_disabled, recipient.is_member, recipient.is_replacing,
        recipient.is_waiting, recipient.is_due, recipient.is_auxiliary, person.is_identified,
        -- Only T02 goes by these, and they make most of the kinds.
        if(detail.is_asked, recipient.care_mode, null) as care_mode,
        if(detail.is_asked, recipient.disability_kind, null) as disability_kind,
        if(detail.is_asked, recipient.disability_grade, null) as disability_grade,
        if(detail.is_asked, person.sex, null) as sex,
        if(detail.is_asked, person.age_band, null) as age_band,
        hash(
            recipient.home_unit, recipient.category, recipient.has_orphan, recipient.has_de_facto,
            recipient.has_destitute, recipient.has_disabled, recipient.is_member, recipient.is_replacing,
            recipient.is_waiting, recipient.is_due, recipient.is_auxiliary, person.is_identified,
            if(
                detail.is_asked,
                hash(
                    recipient.care_mode, recipient.disability_kind, recipient.disability_grade, person.sex,
                    person.age_band
                ),
                0
            )
        ) as likeness
    from ent.recipient as recipient
    inner join ent.person as person on recipient.person_id = person.person_id
    cross join detail
),

alike as (
    select likeness, any_value(columns(* exclude (person_id, likeness)))
    from someone
    group by likeness
),

judged as (
    select
        alike.*, present.unit_code is not null as is_present,
        coalesce(declaring.codes, []) as codes, reporting.unit_code is not null as is_reporting,
        case category
            when $category_orphan then 'orphan'
            when $category_de_facto then 'de_facto'
            when $category_destitute then 'destitute'
            when $category_disabled then 'disabled'
            when $category_destitute_family then 'family'
            else 'none'
        end as slug,
        case age_band
            when '0–5' then '0_5' when '6–15' then '6_15' when '16–17' then '16_17' when '18–59' then '18_59'
            when '60–79' then '60_79' when '80+' then '80_plus' else 'unknown'
        end as age,
        case sex when '男' then 'male' when '女' then 'female' end as sex_slug,
        list_extract(
            ['visual', 'hearing', 'speech', 'physical', 'intellect', 'mental', 'multiple'],
            coalesce(try_cast(disability_kind as integer), 0)
        ) || '_grade_' || case when disability_grade in ('1', '2', '3', '4') then disability_grade end as disability,
        has_orphan and category <> $category_orphan as also_orphan,
        has_de_facto and category <> $category_de_facto as also_de_facto,
        has_destitute and category <> $category_destitute as also_destitute,
        has_disabled and category <> $category_disabled as also_disabled
    from alike
    left join present on alike.home_unit = present.unit_code
    left join declaring on alike.home_unit = declaring.unit_code
    left join reporting on alike.home_unit = reporting.unit_code
),

-- Under which names a person counts; what doesn't hold is null, and joins nothing.
named as (
    select
        likeness, home_unit, [''] as items,
        [
            if(is_member, 't01.recipient_count', null),
            if(is_member, 't01.paired_count', null),
            if(is_member, 't01.closing_count', null),
            if(is_member and not is_identified, 't01.recipient_unverified_count', null),
            if(is_replacing, 't01.replacing_count', null),
            if(is_due, 't01.due_count', null),
            if(is_due and is_waiting, 't01.waiting_count', null),
            if(is_due, 't01.' || slug || '_due_count', null),
            if(is_member, 't01.' || slug || '_paired_count', null),
            if(is_due and is_waiting, 't01.' || slug || '_waiting_count', null),
            if(is_member and has_orphan, 'ledger_orphan', null),
            if(is_member and has_de_facto, 'ledger_de_facto', null),
            if(is_member and has_destitute, 'ledger_destitute', null),
            if(is_member and has_disabled, 'ledger_disabled', null),
            if(is_member and has_orphan and list_contains(codes, 'K101'), 'entitled_orphan', null),
            if(is_member and has_de_facto and list_contains(codes, 'K102'), 'entitled_de_facto', null),
            if(is_member and has_destitute and list_contains(codes, 'K301'), 'entitled_destitute', null),
            if(is_member and has_disabled and list_contains(codes, 'K201'), 'entitled_disabled', null),
            if(is_auxiliary, 't05.auxiliary_count', null),
            if(is_auxiliary and not is_identified, 't05.auxiliary_unverified_count', null)
        ] as names
    from judged
    where is_present
    union all
    select
        likeness, home_unit, ['合计', category],
        [
            't02.person_count',
            coalesce('t02.' || sex_slug || '_count', 't02.sex_unknown_count'),
            't02.age_' || age || '_count',
            't02.' || sex_slug || if(age = 'unknown', '_age_', '_') || age || '_count',
            't02.' || disability || '_count',
            if(
                has_disabled and (disability_kind is null or disability_grade is null),
                't02.disability_unknown_count', null
            ),
            case care_mode
                when '机构集中' then 't02.institution_count'
                when '分散散居' then 't02.home_count'
                when '不适用' then 't02.care_none_count'
                else if(care_mode is null, 't02.care_unknown_count', null)
            end,
            if(also_orphan, 't02.also_orphan_count', null),
            if(also_de_facto, 't02.also_de_facto_count', null),
            if(also_destitute, 't02.also_destitute_count', null),
            if(also_disabled, 't02.also_disabled_count', null),
            if(also_orphan or also_de_facto or also_destitute or also_disabled, 't02.overlap_count', null)
        ]
    from judged
    where is_member and is_present
    union all
    select likeness, home_unit, ['1', '2'], ['member_with_month']
    from judged
    where is_member and is_present and is_reporting
    union all
    select likeness, home_unit, ['对象'], ['t10.replacing_count']
    from judged
    where is_replacing
),

-- A household is shown by one of its members.
household as (
    select home_unit, min(person_id) as person_id, 't01.household_count' as told
    from ent.recipient
    where
        is_member and household_id is not null
        and exists (select 1 from ent.trace_cell as cell where cell.told = 't01.household_count')
    group by home_unit, household_id
    union all
    select home_unit, min(person_id), 't01.household_presumed_count'
    from ent.recipient
    where
        is_member and is_household_presumed
        and exists (select 1 from ent.trace_cell as cell where cell.told = 't01.household_presumed_count')
    group by home_unit, household_id
),

alike_found as (
    select cell.cell_no, cell.role, cell.sign, cell.told, named.likeness
    from named
    inner join ent.unit_scope as scope on named.home_unit = scope.unit_code
    inner join ent.trace_cell as cell
        on
            scope.row_code = cell.row_code
            and list_contains(named.names, cell.told)
            and list_contains(named.items, cell.item)
),

-- Who is counted for an auxiliary pairing is shown by a row of that.
auxiliary as (
    select ledger.recipient_id, min(row(ledger.part_id, ledger.row)) as first_row
    from ent.traced_row as ledger
    where
        ledger.is_current and ledger.pair_kind = '辅助结对' and ledger.status = '在帮' and ledger.is_area
        and exists (select 1 from ent.trace_cell as cell where cell.told like 't05.auxiliary%')
    group by ledger.recipient_id
),

found as (
    select
        alike_found.cell_no, alike_found.role, alike_found.sign, someone.person_id, someone.home_unit,
        alike_found.told like 't05.auxiliary%' as is_auxiliary
    from someone
    inner join alike_found on someone.likeness = alike_found.likeness
    union all
    select cell.cell_no, cell.role, cell.sign, household.person_id, household.home_unit, false
    from household
    inner join ent.unit_scope as scope on household.home_unit = scope.unit_code
    inner join ent.trace_cell as cell on scope.row_code = cell.row_code and household.told = cell.told
),

left_out as (
    select
        ledger.*,
        case
            when not ledger.is_area then 'helper_side'
            when ledger.is_local then 'local'
            when ledger.status = '终止' then 'ended'
            when ledger.reason is not null then ledger.reason
            when recipient.is_waiting then 'waiting'
            else 'same_person'
        end as state
    from ent.traced_row as ledger
    left join ent.recipient as recipient on ledger.recipient_id = recipient.person_id
    where
        ledger.is_current and ledger.pair_kind = '主结对'
        and exists (select 1 from ent.trace_cell as cell where cell.told = 't01.recipient_count')
        and (
            not coalesce(recipient.is_member, false)
            or not ledger.is_shown
        )
)

select
    found.cell_no, found.role, 'counted' as state, found.home_unit as unit_code, shown.part_id, shown.row,
    cast(null as varchar) as field, found.sign as amount
from found
left join shown on found.person_id = shown.recipient_id
where not found.is_auxiliary
union all
select
    found.cell_no, found.role, 'counted', found.home_unit, auxiliary.first_row[1], auxiliary.first_row[2], null,
    found.sign
from found
left join auxiliary on found.person_id = auxiliary.recipient_id
where found.is_auxiliary
union all
select
    cell.cell_no, cell.role, left_out.state, left_out.unit_code, left_out.part_id, left_out.row, null, cell.sign
from left_out
inner join ent.unit_scope as scope on left_out.unit_code = scope.unit_code
inner join ent.trace_cell as cell on scope.row_code = cell.row_code and cell.told = 't01.recipient_count'
