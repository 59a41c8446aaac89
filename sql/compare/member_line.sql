/*
id = "member_line"
kind = "compare"
title = { zh = "存量指标的变动原因", en = "Why stock figures changed between two editions: each member that came or went, by row and line" }
grain = ["figure_id", "row_code", "line", "detail"]
*/
-- Keys of before under those of after: who was found to be one with somebody else has that one's.
with later_key as (
    select identity_id, person_id
    from meta.person_link
    where period = $after_period
),

earlier_key as (
    select distinct identity_id
    from meta.person_link
    where period = $before_period
),

kept_before as (
    select
        kept.figure_id, kept.unit_code, kept.member_id as former_id,
        coalesce(later_key.person_id, kept.member_id) as member_id
    from meta.kept_member as kept
    left join later_key on kept.member_id = later_key.identity_id and kept.figure_id in ('F01', 'F02', 'F09')
    where kept.edition = $before and kept.is_in
),

before_member as (
    select distinct figure_id, unit_code, member_id
    from kept_before
),

after_member as (
    select figure_id, unit_code, member_id
    from meta.kept_member
    where edition = $after and is_in
),

place as (
    select
        coalesce(former.figure_id, later.figure_id) as figure_id,
        coalesce(former.unit_code, later.unit_code) as unit_code,
        coalesce(former.member_id, later.member_id) as member_id,
        former.member_id is not null as was_there,
        later.member_id is not null as is_there
    from before_member as former
    full join after_member as later
        on
            former.figure_id = later.figure_id and former.unit_code = later.unit_code
            and former.member_id = later.member_id
),

changed as (
    select
        figure_id, member_id, count(*) filter (is_there and not was_there) as gained,
        count(*) filter (was_there and not is_there) as lost, bool_or(is_there) as is_still
    from place
    group by figure_id, member_id
    having bool_or(was_there <> is_there)
),

-- Each changed member in each row that it is, or was, counted in.
row_member as (
    select
        place.figure_id, scope.row_code, place.member_id,
        bool_or(place.was_there) as was_in, bool_or(place.is_there) as is_in,
        min(case when place.is_there then place.unit_code end) as later_unit,
        min(case when place.was_there then place.unit_code end) as former_unit,
        changed.gained - count(*) filter (place.is_there and not place.was_there) as gained_elsewhere,
        changed.lost - count(*) filter (place.was_there and not place.is_there) as lost_elsewhere,
        changed.is_still
    from place
    inner join changed on place.figure_id = changed.figure_id and place.member_id = changed.member_id
    inner join ent.unit_scope as scope on place.unit_code = scope.unit_code
    group by place.figure_id, scope.row_code, place.member_id, changed.gained, changed.lost, changed.is_still
),

-- Who was found to be one with somebody who is counted on.
merged as (
    select distinct figure_id, member_id
    from kept_before
    where former_id <> member_id
),

-- The newest word on a member of the months since, up to the one that is compared.
told as (
    select
        kept.figure_id, kept.member_id,
        max_by(kept.cause, kept.edition) filter (kept.is_in) as cause_in,
        max_by(kept.cause, kept.edition) filter (not kept.is_in) as cause_out
    from meta.kept_member as kept
    semi join changed on kept.figure_id = changed.figure_id and kept.member_id = changed.member_id
    where
        kept.cause is not null
        and (kept.edition = $after or (kept.edition > $before_period and kept.edition < $after_period))
    group by kept.figure_id, kept.member_id
),

source as (
    select
        unit_code, form, edition = $after as is_after, max(source_period) as used_period,
        list(part_id order by part_id) as parts
    from meta.kept_source
    where edition in ($before, $after) and form in ('pairing', 'organization', 'project')
    group by all
),

gone as (
    select former.unit_code, former.form, min(part.state) as state
    from source as former
    inner join meta.part as part on list_contains(former.parts, part.part_id)
    where not former.is_after
    group by former.unit_code, former.form
),

basis as (
    select
        coalesce(former.unit_code, later.unit_code) as unit_code,
        coalesce(former.form, later.form) as form,
        case
            when former.unit_code is null and later.used_period <= $before_period then 'late'
            when former.unit_code is null then 'began'
            when later.unit_code is null and gone.state = 'accepted' then 'lapsed'
            when later.unit_code is null then 'withdrawn'
            when former.parts = later.parts then 'same'
            when later.used_period = former.used_period then 'corrected'
            when later.used_period < former.used_period then 'withdrawn'
            else 'newer'
        end as basis,
        coalesce(former.used_period < $before_period, false) as was_carried
    from (select * from source where not is_after) as former
    full join (select * from source where is_after) as later
        on former.unit_code = later.unit_code and former.form = later.form
    left join gone on former.unit_code = gone.unit_code and former.form = gone.form
),

known as (
    select
        bool_or(former.decisions_hash = later.decisions_hash)
        and bool_or(former.settings_hash <> later.settings_hash or former.program_hash <> later.program_hash)
            as is_by_settings
    from meta.kept_edition as former
    cross join meta.kept_edition as later
    where former.edition = $before and later.edition = $after
),

judged as (
    select
        row_member.figure_id, row_member.row_code, row_member.is_in,
        case
            when row_member.lost_elsewhere > 0 and told.cause_in = 'resettled' then 'revised'
            when row_member.lost_elsewhere > 0 then 'moved_in'
            when earlier_key.identity_id is not null then 'revised'
            when basis.basis in ('began', 'late', 'corrected', 'withdrawn') then basis.basis
            when basis.basis = 'same' then if(known.is_by_settings, 'settings', 'revised')
            when told.cause_in in ('revised', 'resettled') and basis.was_carried then 'carry_ended'
            when told.cause_in in ('revised', 'resettled') then 'revised'
            else 'added'
        end as line,
        '' as detail
    from row_member
    left join told on row_member.figure_id = told.figure_id and row_member.member_id = told.member_id
    left join earlier_key
        on row_member.member_id = earlier_key.identity_id and row_member.figure_id in ('F01', 'F02', 'F09')
    left join basis
        on
            row_member.later_unit = basis.unit_code
            and basis.form = case row_member.figure_id
                when 'F06' then 'organization' when 'F08' then 'project' else 'pairing'
            end
    cross join known
    where row_member.is_in and not row_member.was_in
    union all
    select
        row_member.figure_id, row_member.row_code, row_member.is_in,
        case
            when row_member.gained_elsewhere > 0 and told.cause_in = 'resettled' then 'revised'
            when row_member.gained_elsewhere > 0 then 'moved_out'
            when merged.member_id is not null and row_member.is_still then 'revised'
            when told.cause_out = 'covered' then 'opening'
            when basis.basis in ('lapsed', 'withdrawn', 'corrected') then basis.basis
            when basis.basis = 'same' then if(known.is_by_settings, 'settings', 'revised')
            when told.cause_out in ('waiting', 'local', 'not_social', 'not_started') then told.cause_out
            when told.cause_out is not null then 'exited'
            else 'vanished'
        end as line,
        case
            when
                row_member.gained_elsewhere = 0 and basis.basis = 'newer'
                and (merged.member_id is null or not row_member.is_still)
                and told.cause_out not in ('covered', 'waiting', 'local', 'not_social', 'not_started', 'exited')
                then told.cause_out
            else ''
        end as detail
    from row_member
    left join merged on row_member.figure_id = merged.figure_id and row_member.member_id = merged.member_id
    left join told on row_member.figure_id = told.figure_id and row_member.member_id = told.member_id
    left join basis
        on
            row_member.former_unit = basis.unit_code
            and basis.form = case row_member.figure_id
                when 'F06' then 'organization' when 'F08' then 'project' else 'pairing'
            end
    cross join known
    where row_member.was_in and not row_member.is_in
),

-- Two of before that are one today were counted twice.
joined as (
    select
        kept_before.figure_id, scope.row_code,
        count(distinct kept_before.former_id) - count(distinct kept_before.member_id) as item_count
    from kept_before
    semi join later_key on kept_before.member_id = later_key.person_id
    inner join ent.unit_scope as scope on kept_before.unit_code = scope.unit_code
    where kept_before.figure_id in ('F01', 'F02', 'F09')
    group by kept_before.figure_id, scope.row_code
)

select
    figure_id, row_code, line, coalesce(detail, '') as detail,
    cast(sum(if(is_in, 1, -1)) as decimal(18, 2)) as amount,
    cast(count(*) as bigint) as row_count
from judged
group by figure_id, row_code, line, coalesce(detail, '')
union all
select figure_id, row_code, 'joined', '', cast(-item_count as decimal(18, 2)), cast(item_count as bigint)
from joined
where item_count > 0
