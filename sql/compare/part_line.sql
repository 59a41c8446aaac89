/*
id = "part_line"
kind = "compare"
title = { zh = "累计指标的变动原因", en = "Why cumulative figures changed between two editions: each part of a return that adds otherwise, by row and line" }
grain = ["figure_id", "row_code", "line"]
*/
with kept as (
    select figure_id, unit_code, part_id, source_period, state, edition = $after as is_after, amount, row_count
    from meta.kept_part
    where edition in ($before, $after)
),

part as (
    select
        figure_id, unit_code, part_id, source_period, state,
        coalesce(sum(amount) filter (not is_after), 0) as former_amount,
        coalesce(sum(amount) filter (is_after), 0) as later_amount,
        coalesce(sum(row_count) filter (not is_after), 0) as former_count,
        coalesce(sum(row_count) filter (is_after), 0) as later_count
    from kept
    group by figure_id, unit_code, part_id, source_period, state
),

-- Which parts each edition looked at, whether they add to a figure or not.
source as (
    select
        unit_code, form, part_id, source_period,
        bool_or(edition = $before) as was_there,
        bool_or(edition = $after) as is_there
    from meta.kept_source
    where edition in ($before, $after) and form in ('activity', 'fund_entry')
    group by unit_code, form, part_id, source_period
),

return_of as (
    select
        unit_code, form, source_period,
        bool_or(was_there) as was_there,
        bool_or(is_there and not was_there) as has_new,
        bool_or(was_there and not is_there) as has_lost
    from source
    group by unit_code, form, source_period
),

ledger as (
    select unit_code, count(distinct parts) > 1 or count(*) < 2 as is_changed
    from (
        select unit_code, edition, list(part_id order by part_id) as parts
        from meta.kept_source
        where edition in ($before, $after) and form = 'pairing'
        group by unit_code, edition
    ) as sent
    group by unit_code
),

known as (
    select
        bool_or(former.decisions_hash <> later.decisions_hash) as has_decisions,
        bool_or(former.settings_hash <> later.settings_hash or former.program_hash <> later.program_hash)
            as has_settings
    from meta.kept_edition as former
    cross join meta.kept_edition as later
    where former.edition = $before and later.edition = $after
),

-- What the same part adds otherwise: what of it counts now came from, or went to, another state.
shifted as (
    select
        part.figure_id, part.unit_code,
        case part.state
            when 'covered' then 'opening'
            when 'before_opening' then 'opening'
            when 'last_year' then 'new_year'
            when 'repeated' then 'repeat'
            when 'other_kind' then 'pair_kind'
            else
                case
                    when ledger.is_changed then 'matched'
                    when known.has_decisions then 'revised'
                    when known.has_settings then 'settings'
                    else 'matched'
                end
        end as line,
        part.former_amount - part.later_amount as amount,
        abs(part.former_count - part.later_count) as row_count
    from part
    inner join source on part.part_id = source.part_id and source.was_there and source.is_there
    left join ledger on part.unit_code = ledger.unit_code
    cross join known
    where part.state <> 'counted'
),

-- What came or went with a part.
replaced as (
    select
        part.figure_id, part.unit_code,
        case
            when not source.was_there and source.source_period > $before_period then 'added'
            when not source.was_there and return_of.has_lost then 'corrected'
            when not source.was_there then 'late'
            when return_of.has_new then 'corrected'
            else 'withdrawn'
        end as line,
        part.later_amount - part.former_amount as amount,
        part.later_count + part.former_count as row_count
    from part
    inner join source on part.part_id = source.part_id and source.was_there <> source.is_there
    inner join return_of
        on
            source.unit_code = return_of.unit_code and source.form = return_of.form
            and source.source_period = return_of.source_period
    where part.state = 'counted'
),

opened as (
    select
        figure_id, unit_code,
        case
            when figure_id = 'F11_year' and substr($before_period, 1, 4) <> substr($after_period, 1, 4) then 'new_year'
            else 'opening'
        end as line,
        later_amount - former_amount as amount,
        1 as row_count
    from part
    where state = 'opening'
),

line as (
    select * from shifted
    union all
    select * from replaced
    union all
    select * from opened
)

select
    line.figure_id, scope.row_code, line.line, '' as detail,
    cast(sum(line.amount) as decimal(18, 2)) as amount,
    cast(sum(line.row_count) as bigint) as row_count
from line
inner join ent.unit_scope as scope on line.unit_code = scope.unit_code
where line.amount <> 0
group by line.figure_id, scope.row_code, line.line
