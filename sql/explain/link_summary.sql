/*
id = "link_summary"
kind = "explain"
title = { zh = "人员认定情况", en = "How many rows name how many persons, by what each is known, and what is left to be settled" }
grain = ["line_no"]
*/
with line as (
    select *
    from (
        values
        (1, 'mention', 'row'), (2, 'number', 'row'), (3, 'old_number', 'row'), (4, 'look_alike', 'row'),
        (5, 'certificate', 'row'), (6, 'decision', 'row'), (7, 'model', 'row'), (8, 'open', 'row'),
        (9, 'lost', 'row'), (10, 'identity', 'identity'), (11, 'person', 'person'), (12, 'listed', 'pair'),
        (13, 'conflict', 'group')
    ) as line (line_no, item, counted)
),

current_mention as (
    select told.*
    from ent.mention_evidence as told
    semi join ent.part_used as used on told.part_id = used.part_id and used.is_current
),

evident as (
    select
        *,
        case
            when has_number then evidence
            when is_identified and joined_by is not null then joined_by
            else 'open'
        end as item
    from current_mention
),

-- The lowest identity of a group tells which of the two sides it is of.
broken as (
    select distinct told.role, conflict.lowest_id
    from ent.link_conflict as conflict
    inner join ent.mention_known as told on conflict.lowest_id = told.identity_id
    where conflict.layer = 4
),

found as (
    select item, role, count(*) as item_count from evident group by item, role
    union all
    select 'mention' as item, role, count(*) as item_count from current_mention group by role
    union all
    select 'lost' as item, role, count(*) as item_count from current_mention where is_number_lost group by role
    union all
    select 'identity' as item, role, count(distinct identity_id) as item_count from current_mention group by role
    union all
    select 'person' as item, role, count(distinct person_id) as item_count from current_mention group by role
    union all
    select 'listed' as item, role, count(*) as item_count from ent.review_pair group by role
    union all
    select 'conflict' as item, role, count(*) as item_count from broken group by role
)

select
    cast(line.line_no as integer) as line_no,
    line.item,
    line.counted,
    cast(coalesce(sum(found.item_count) filter (found.role = 'recipient'), 0) as bigint) as recipient_count,
    cast(coalesce(sum(found.item_count) filter (found.role = 'helper'), 0) as bigint) as helper_count
from line
left join found on line.item = found.item
group by line.line_no, line.item, line.counted
order by line.line_no
