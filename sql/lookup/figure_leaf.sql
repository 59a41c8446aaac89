/*
id = "figure_leaf"
kind = "lookup"
title = { zh = "累计指标的来源", en = "What a row's cumulative figure is added up from: openings and parts of returns, and what of them isn't counted" }
grain = ["unit_code", "part_id", "source_period", "state"]
*/
-- An opening is kept without its part; it is named where the month looked at one alone.
with opening_part as (
    select unit_code, min(part_id) as part_id
    from meta.kept_source
    where edition = $edition and form = 'opening'
    group by unit_code
    having count(*) = 1
)

select
    kept.state in ('counted', 'opening') as is_counted,
    kept.state,
    kept.unit_code,
    unit.name as unit_name,
    kept.source_period as period,
    cast(kept.amount as decimal(18, 2)) as amount,
    kept.row_count,
    part.part_id,
    file.path,
    part.sheet,
    part.received_date,
    file.sha256
from meta.kept_part as kept
inner join ent.unit_scope as scope on kept.unit_code = scope.unit_code
inner join meta.unit as unit on kept.unit_code = unit.unit_code
left join opening_part on kept.unit_code = opening_part.unit_code and kept.state = 'opening'
left join meta.part as part on coalesce(opening_part.part_id, nullif(kept.part_id, 0)) = part.part_id
left join meta.file as file on part.file_id = file.file_id
where kept.edition = $edition and kept.figure_id = $figure_id and scope.row_code = $row_code
order by is_counted desc, kept.unit_code, kept.source_period, kept.part_id, kept.state
