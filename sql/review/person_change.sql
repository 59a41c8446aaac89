/*
id = "person_change"
kind = "review"
title = { zh = "人员合并与拆分", en = "Identities known before that are another person since last month: persons put together and taken apart, by keys" }
grain = ["change", "before_id", "after_id"]
*/
with joined as (
    select identity_id, person_id, true as is_now from meta.person_link where period = $period
    union all
    select identity_id, person_id, false as is_now
    from meta.person_link
    where period in (select linked_before.period from ent.linked_before as linked_before)
),

moved as (
    select
        identity_id,
        coalesce(max(person_id) filter (not is_now), identity_id) as before_id,
        coalesce(max(person_id) filter (is_now), identity_id) as after_id
    from joined
    -- Where last month was never linked nothing can be said.
    where (select linked_before.period from ent.linked_before as linked_before) is not null
    group by identity_id
),

known_before as (
    select distinct known.identity_id
    from ent.mention_known as known
    semi join moved on known.identity_id = moved.identity_id
    inner join ent.pair_row as pair_row on known.part_id = pair_row.part_id and known.row = pair_row.row
    where pair_row.period < $period
)

select
    if(moved.after_id < moved.before_id, 'merged', 'split') as change,
    moved.before_id,
    moved.after_id,
    count(*) as identity_count
from moved
semi join known_before on moved.identity_id = known_before.identity_id
where moved.before_id <> moved.after_id
group by moved.before_id, moved.after_id
