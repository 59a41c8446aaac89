/*
id = "finding_effect"
kind = "outcome"
title = { zh = "问题对主要指标的影响", en = "Of each finding the headline figure that it moves most: by how much, and what share of the province's figure that is" }
grain = ["finding_id"]
uses = ["row_weight"]
*/
with speaking as (
    -- What stands on the rows that a finding speaks of; one of a whole return speaks of all its rows, but where it names
    -- a person only of one. A note moves nothing, nor does a column that only describes.
    select
        finding_id, part_id, row, difference,
        coalesce(starts_with(field, 'recipient_'), false) as is_recipient,
        coalesce(starts_with(field, 'helper_'), false) as is_helper
    from standing
    where
        severity <> 'note' and part_id is not null
        and (field is null or layout || '.' || field not in (select unnest($descriptive)))
),

weight as (
    select speaking.finding_id, speaking.difference, row_weight.figure_id, row_weight.amount
    from speaking
    inner join row_weight on speaking.part_id = row_weight.part_id and speaking.row = row_weight.row
    -- A helper's number moves no recipient, nor a recipient's a helper.
    where
        not (speaking.is_recipient and row_weight.figure_id = 'F01')
        and not (speaking.is_helper and row_weight.figure_id in ('F02', 'F09'))
    union all
    select
        speaking.finding_id, speaking.difference, whole.figure_id,
        if(speaking.is_recipient or speaking.is_helper, least(whole.amount, 1), whole.amount)
    from speaking
    inner join (
        select part_id, figure_id, sum(amount) as amount from row_weight group by part_id, figure_id
    ) as whole on speaking.part_id = whole.part_id
    where
        speaking.row is null
        and not (speaking.is_recipient and whole.figure_id = 'F01')
        and not (speaking.is_helper and whole.figure_id in ('F02', 'F09'))
),

stake as (
    -- Where a number is off by a known difference, no more than that is at stake.
    select finding_id, figure_id, least(amount, coalesce(abs(difference), amount)) as amount
    from weight
),

shared as (
    select
        stake.finding_id, stake.figure_id, stake.amount,
        -- Of a figure that is nothing or not there, whatever is at stake is all of it.
        if(coalesce(figure.value, 0) > 0, least(stake.amount / figure.value, 1), 1) as share
    from stake
    left join out.figure as figure
        on stake.figure_id = figure.figure_id and figure.period = $period and figure.unit_code = $province_code
    where stake.amount > 0
)

select finding_id, figure_id as figure, cast(amount as decimal(18, 2)) as amount, round(share, 9) as share
from shared
qualify row_number() over (partition by finding_id order by share desc, figure_id) = 1
