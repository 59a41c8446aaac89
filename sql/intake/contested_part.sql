/*
id = "contested_part"
kind = "intake"
title = { zh = "须判定版本的分册", en = "Parts of the returns that hold a new part, or a certain one, and more than one altogether" }
grain = ["part_id"]
uses = ["sheet_part"]
*/
with whole as (
    select
        sheet_part.first_id as part_id,
        cast(sum(part.row_count) as bigint) as row_count
    from sheet_part
    inner join meta.part as part on sheet_part.part_id = part.part_id
    group by sheet_part.first_id
),

key as (
    select
        part.unit_code,
        part.form,
        part.period
    from meta.part as part
    inner join whole on part.part_id = whole.part_id
    group by all
    having
        count(*) > 1
        and bool_or(coalesce(part.load_id = $load_id, false) or coalesce(part.part_id = $part_id, false))
)

-- Rows replace a zero return: it comes first.
select
    part.part_id,
    part.unit_code,
    part.form,
    part.period,
    whole.row_count,
    coalesce(cast(part.filled_date as varchar), '') as filled_date,
    file.path,
    coalesce(part.sheet, '') as sheet,
    part.content_hash,
    part.is_supplement,
    part.state,
    coalesce(part.load_id = $load_id, false) as is_new,
    part.version,
    part.state_reason,
    part.superseded_by,
    part.file_id,
    file.sha256
from meta.part as part
inner join whole on part.part_id = whole.part_id
inner join key on part.unit_code = key.unit_code and part.form = key.form and part.period = key.period
inner join meta.file as file on part.file_id = file.file_id
order by part.filled_date nulls first, whole.row_count > 0, file.path, part.sheet nulls first, part.part_id
