/*
id = "lost_or_doubled"
kind = "intake"
title = { zh = "丢失或重复的行", en = "Sheets of a load of whose rows not each one is there exactly once" }
grain = ["path", "sheet"]
*/
with kept as (
    select
        part_id,
        row
    from staged
    union all
    select
        part_id,
        row
    from raw.set_aside
),

sheet as (
    select
        part.file_id,
        part.sheet,
        part.share,
        count(kept.row) as row_count,
        count(distinct kept.row) as distinct_count,
        coalesce(max(kept.row), 0) as last_row
    from meta.part as part
    left join kept on part.part_id = kept.part_id
    where part.load_id = $load_id
    group by part.file_id, part.sheet, part.share
),

delivered as (
    select
        file_id,
        sheet,
        share,
        sum(rows_read) as row_count
    from meta.part
    where load_id = $load_id
    group by file_id, sheet, share
)

-- Second persons out of one cell are rows that the first ones' part has already.
select
    file.path,
    sheet.sheet,
    sheet.row_count,
    sheet.distinct_count,
    sheet.last_row
from sheet
inner join meta.file as file on sheet.file_id = file.file_id
inner join delivered
    on
        sheet.file_id = delivered.file_id and sheet.sheet is not distinct from delivered.sheet
        and sheet.share = delivered.share
where
    sheet.row_count <> sheet.distinct_count or sheet.row_count <> delivered.row_count
    or (sheet.share = 1 and sheet.row_count <> sheet.last_row)
order by all
