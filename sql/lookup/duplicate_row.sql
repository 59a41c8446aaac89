/*
id = "duplicate_row"
kind = "lookup"
title = { zh = "重复的行", en = "Every row of a kind of duplicate with the row that it is one of; of another unit's row no more than whose it is" }
grain = ["case_no", "unit_code", "path", "sheet", "row"]
*/
with told as (
    select
        cast(q.case_id as varchar) as case_id, q.unit_code, file.path, part.sheet, q.row, q.masked_name,
        q.other_unit, other_file.path as other_path, other_part.sheet as other_sheet, q.other_row, q.rule
    from duplicate as q
    inner join meta.part as part on q.part_id = part.part_id
    inner join meta.file as file on part.file_id = file.file_id
    left join meta.part as other_part
        on q.other_part_id = other_part.part_id and ($unit is null or q.other_unit = $unit)
    left join meta.file as other_file on other_part.file_id = other_file.file_id
    where $unit is null or q.unit_code = $unit
),

cased as (
    select *, min(row(unit_code, path, coalesce(sheet, ''), row)) over (partition by case_id) as first_place
    from told
)

select
    dense_rank() over (order by first_place, case_id) as case_no,
    cast($kind as varchar) as kind, cased.unit_code, unit.name as unit_name, path, sheet, row, masked_name,
    other_unit, other.name as other_unit_name, other_path, other_sheet,
    case when other_path is not null then other_row end as other_row, rule
from cased
left join meta.unit as unit on cased.unit_code = unit.unit_code
left join meta.unit as other on cased.other_unit = other.unit_code
order by case_no, cased.unit_code, path, sheet, row, other_unit, other_path, other_sheet, other_row
