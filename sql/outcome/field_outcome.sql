/*
id = "field_outcome"
kind = "outcome"
title = { zh = "各列规则的结果", en = "How often each rule of the layouts' fields passed, failed, couldn't tell or had no such column, by unit" }
grain = ["rule", "unit_code", "form", "outcome"]
*/
with part as (
    select part.part_id, part.unit_code, part.form, part.layout, part.titles
    from meta.part as part
    inner join ent.part_used as used on part.part_id = used.part_id
    where used.period = $period
),

failed as (
    select part_id, rule, field, count(*) filter (outcome = 'fail') as fail_count, count(*) as fault_count
    from chk.finding
    where period is null and part_id in (select part.part_id from part)
    group by all
),

faulty as (
    select part_id, field, sum(fault_count) as fault_count from failed group by all
),

asked as (
    select
        part.unit_code, part.form, part.layout, rule.rule, rule.kind,
        json_exists(part.titles, '$."' || rule.field || '"') as is_there,
        kept.filled_count, coalesce(failed.fail_count, 0) as fail_count,
        coalesce(faulty.fault_count, 0) as fault_count,
        if(rule.kind = 'CONTRADICTS', coalesce(kept.alone_count, 0), 0) as alone_count
    from part
    inner join (select unnest($rules, recursive := true)) as rule on part.layout = rule.layout
    left join meta.part_field as kept on part.part_id = kept.part_id and rule.field = kept.field
    left join failed on part.part_id = failed.part_id and rule.rule = failed.rule
    left join faulty on part.part_id = faulty.part_id and rule.field = faulty.field
),

told as (
    select
        unit_code, form, layout, rule, fail_count, not is_there and fail_count = 0 as is_skipped,
        case
            when kind = 'MISSING' then 0
            else least(fault_count - fail_count + alone_count, coalesce(filled_count, 0))
        end as unknown_count,
        case
            when kind = 'MISSING' then coalesce(filled_count, 0)
            else greatest(coalesce(filled_count, 0) - fault_count - alone_count, 0)
        end as pass_count
    from asked
),

outcome as (
    select
        unit_code, form, layout, rule, sum(pass_count) as pass, sum(fail_count) as fail,
        sum(unknown_count) as unknown, count(*) filter (is_skipped) as skipped
    from told
    group by all
)

select
    cast($period as varchar) as period, rule, unit_code, form, outcome, cast(item_count as bigint) as item_count,
    if(outcome = 'skipped', 'no such column', null) as reason
from (unpivot outcome on pass, fail, unknown, skipped into name outcome value item_count)
where item_count > 0
