/*
id = "fall_unit"
kind = "ready"
title = { zh = "累计数下降的单位和原因", en = "Units behind a fall, and what became of the returns that their totals were made of" }
grain = ["figure_id", "unit_code", "form", "source_period", "cause"]
*/
with earlier as (
    select max(figure.period) as period
    from out.figure as figure
    where figure.period < $period
),

-- What a figure is made of: a lost pairing takes the activities with it that joined it.
figure_form as (
    select
        v.figure_id,
        v.form
    from (
        values
        ('F03', 'activity'), ('F03', 'opening'), ('F03', 'pairing'),
        ('F04', 'activity'), ('F04', 'opening'), ('F04', 'pairing'),
        ('F05', 'activity'), ('F05', 'opening'), ('F05', 'pairing'),
        ('F10', 'activity'), ('F10', 'opening'), ('F10', 'pairing'),
        ('F11', 'activity'), ('F11', 'opening'), ('F11', 'pairing'),
        ('F11_year', 'activity'), ('F11_year', 'opening'), ('F11_year', 'pairing'),
        ('F07', 'fund_entry'), ('F07', 'opening'),
        ('F08', 'project'), ('F08', 'opening')
    ) as v (figure_id, form)
),

fallen as (
    select
        published.figure_id,
        unit_row.unit_code,
        unit_row.name as unit_name,
        unit_row.sort_no,
        published.value - coalesce(present.value, 0) as difference
    from out.figure as published
    inner join earlier on published.period = earlier.period
    inner join ent.unit_row as unit_row on published.unit_code = unit_row.row_code
    left join out.figure as present
        on
            published.figure_id = present.figure_id and published.unit_code = present.unit_code
            and present.period = $period
    where unit_row.level in ('area', 'own') and coalesce(present.value, 0) < published.value
),

used_then as (
    select source.part_id, source.unit_code, source.form, source.source_period
    from out.source_return as source
    inner join earlier on source.period = earlier.period
),

-- A part that stood then and doesn't count today; a stock that a newer month followed is none.
lost as (
    select
        used_then.unit_code,
        used_then.form,
        used_then.source_period,
        case
            when part.state in ('superseded', 'held', 'withdrawn') then part.state
            when part.state = 'accepted' then 'held'
            else 'withdrawn'
        end as cause
    from used_then
    left join meta.part as part on used_then.part_id = part.part_id
    left join meta.accepted_part as standing on used_then.part_id = standing.part_id
    where standing.part_id is null
),

-- An opening that came since replaces the sum of the months.
opened as (
    select
        source.unit_code,
        source.form,
        source.source_period,
        'opening' as cause
    from out.source_return as source
    left join used_then on source.part_id = used_then.part_id
    where source.period = $period and source.form = 'opening' and used_then.part_id is null
),

change as (
    select unit_code, form, source_period, cause
    from lost
    union
    select unit_code, form, source_period, cause
    from opened
)

select
    fallen.figure_id,
    fallen.unit_code,
    fallen.unit_name,
    fallen.sort_no,
    fallen.difference,
    change.form,
    change.source_period,
    change.cause
from fallen
left join figure_form on fallen.figure_id = figure_form.figure_id
left join change on fallen.unit_code = change.unit_code and figure_form.form = change.form
-- A unit without a change of its own has one line.
qualify
    change.form is not null
    or (
        max(change.form) over (partition by fallen.figure_id, fallen.unit_code) is null
        and row_number() over (partition by fallen.figure_id, fallen.unit_code order by figure_form.form) = 1
    )
