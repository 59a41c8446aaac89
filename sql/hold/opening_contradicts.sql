/*
id = "opening_contradicts"
kind = "hold"
title = { zh = "期初与以前的期初矛盾", en = "Openings that can't be true beside another one of the unit" }
grain = ["part_id", "row"]
*/
-- An opening is given once for ever. Sent again it is the same, or goes on: a later day with all that was done till then.
with sent as (
    select
        part.part_id,
        part.file_id,
        part.load_id,
        part.unit_code,
        part.period,
        part.sheet,
        s.row,
        s.measure,
        s.scope,
        s.as_of,
        s.value,
        case
            when s.measure = '募集资金' then 'fund_entry'
            when s.measure in ('公益项目', '社会组织') then 'stock'
            else 'activity'
        end as flow_form
    from stg.opening as s
    inner join meta.part as part on s.part_id = part.part_id
    where
        list_contains($units, part.unit_code) and part.state = 'accepted' and not s.is_quarantined
        and s.as_of is not null and s.value is not null
),

-- The other one came before: of an earlier month, else of an earlier load, else up to an earlier day.
beside as (
    select
        later.*,
        earlier.part_id as before_part_id,
        earlier.period as before_period,
        earlier.as_of as before_as_of,
        earlier.value as before_value
    from sent as later
    inner join sent as earlier
        on
            later.unit_code = earlier.unit_code and later.measure = earlier.measure and later.scope = earlier.scope
            and later.part_id <> earlier.part_id
            and (earlier.period, earlier.load_id, earlier.as_of) < (later.period, later.load_id, later.as_of)
    -- This year's begins anew in January.
    where later.scope <> '本年累计' or year(later.as_of) = year(earlier.as_of)
),

-- Old values under a later day, though months between are loaded that hold something.
unmoved as (
    select beside.part_id, beside.before_part_id, beside.flow_form
    from beside
    where beside.as_of > beside.before_as_of and beside.scope = '启动以来累计'
    group by beside.part_id, beside.before_part_id, beside.flow_form
    having
        bool_and(beside.value <= beside.before_value)
        and exists (
            select 1
            from meta.part as flow
            where
                flow.unit_code = min(beside.unit_code) and flow.form = beside.flow_form
                and flow.state = 'accepted' and flow.rows_accepted > 0
                and last_day(cast(flow.period || '-01' as date)) > min(beside.before_as_of)
                and cast(flow.period || '-01' as date) <= max(beside.as_of)
        )
)

select
    beside.part_id,
    beside.file_id,
    beside.unit_code,
    beside.period,
    beside.sheet,
    beside.row,
    beside.measure,
    beside.scope,
    beside.as_of,
    beside.value,
    beside.before_as_of,
    beside.before_value,
    case when beside.period = beside.before_period then beside.before_part_id end as rival_id
from beside
left join unmoved
    on
        beside.part_id = unmoved.part_id and beside.before_part_id = unmoved.before_part_id
        and beside.flow_form = unmoved.flow_form
where
    (beside.as_of > beside.before_as_of and beside.value < beside.before_value)
    or (beside.as_of < beside.before_as_of and beside.value > beside.before_value)
    or (unmoved.part_id is not null and beside.as_of > beside.before_as_of)
qualify
    row_number() over (
        partition by beside.part_id, beside.row
        order by beside.before_as_of desc, beside.before_part_id
    ) = 1
