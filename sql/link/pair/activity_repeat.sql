/*
id = "activity_repeat"
kind = "link"
is_scratch = true
title = { zh = "重复的活动", en = "Activities reported again, in any return of any unit" }
grain = ["activity_id"]
*/
with keyed as (
    select
        activity_id, period, unit_code, row, part_id,
        hash(
            coalesce(cast(helper_id as varchar), helper_id_text, helper_folded),
            coalesce(cast(recipient_id as varchar), recipient_id_text, recipient_folded),
            coalesce(activity_date, first_date), activity_date is null, activity_kind, declared_yuan, content_hash
        ) as activity_hash
    from ent.activity_person
    where
        coalesce(cast(helper_id as varchar), helper_id_text, helper_folded) is not null
        and coalesce(cast(recipient_id as varchar), recipient_id_text, recipient_folded) is not null
),

repeated as (
    select activity_hash
    from keyed
    group by activity_hash
    having count(*) > 1
),

placed as (
    select
        keyed.activity_id,
        keyed.activity_hash,
        row_number() over (
            partition by keyed.activity_hash
            order by
                coalesce(unit.reports = 'helper', false),
                keyed.period,
                keyed.unit_code,
                file.sha256,
                part.sheet,
                keyed.row,
                keyed.activity_id
        ) as place
    from keyed
    inner join repeated on keyed.activity_hash = repeated.activity_hash
    inner join meta.part as part on keyed.part_id = part.part_id
    inner join meta.file as file on part.file_id = file.file_id
    left join meta.unit as unit on keyed.unit_code = unit.unit_code
)

select placed.activity_id, survivor.activity_id as survivor_id
from placed
inner join placed as survivor on placed.activity_hash = survivor.activity_hash and survivor.place = 1
where placed.place > 1
