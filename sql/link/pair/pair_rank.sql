/*
id = "pair_rank"
kind = "link"
title = { zh = "重复结对的取舍", en = "For each current row of a pair reported more than once: its place and why it goes" }
grain = ["part_id", "row"]
*/
with candidate as (
    select
        p.*,
        -- A unit that has ended the pair no longer claims the recipient: a decision for it rests.
        coalesce(p.is_area and p.status = '在帮' and p.unit_code = decision.unit_code, false) as is_decided
    from ent.pair_mention as p
    left join ent.home_decision as decision on p.recipient_id = decision.recipient_id
    where p.is_current and not p.is_quarantined and p.status <> '待结对'
),

repeated as (
    select recipient_id, helper_id, pair_kind
    from candidate
    group by recipient_id, helper_id, pair_kind
    having count(*) > 1
),

placed as (
    select
        candidate.part_id, candidate.row, candidate.unit_code, candidate.pair_kind, candidate.status,
        candidate.row_hash, candidate.recipient_id, candidate.helper_id, candidate.is_local,
        candidate.is_decided, candidate.is_area, candidate.has_recipient_number, candidate.has_helper_number,
        candidate.period, candidate.start_date,
        row_number() over (
            partition by candidate.recipient_id, candidate.helper_id, candidate.pair_kind
            order by
                candidate.is_decided desc, candidate.is_area desc, candidate.is_local, candidate.status = '在帮' desc,
                candidate.has_recipient_number desc, candidate.has_helper_number desc, candidate.period desc,
                candidate.start_date nulls last, candidate.unit_code,
                -- What a row says before where it stands: the order of rows decides between equal rows only.
                candidate.row_hash, file.sha256, part.sheet, candidate.row
        ) as place
    from candidate
    inner join repeated
        on
            candidate.recipient_id = repeated.recipient_id
            and candidate.helper_id is not distinct from repeated.helper_id
            and candidate.pair_kind = repeated.pair_kind
    inner join meta.part as part on candidate.part_id = part.part_id
    inner join meta.file as file on part.file_id = file.file_id
),

survivor as (
    select *
    from placed
    where place = 1
)

select
    placed.part_id, placed.row, placed.unit_code, placed.pair_kind, placed.status, placed.place, placed.is_local,
    -- The first of the rules, in their order, by which the survivor goes before this row.
    case
        when placed.place = 1 then null
        when placed.is_decided <> survivor.is_decided then 'decision'
        when placed.is_area <> survivor.is_area then 'area_unit'
        -- A row of a category that the province doesn't count never stands for one that it counts.
        when placed.is_local <> survivor.is_local then 'category_order'
        when placed.status <> survivor.status then 'active'
        when placed.has_recipient_number <> survivor.has_recipient_number then 'recipient_number'
        when placed.has_helper_number <> survivor.has_helper_number then 'helper_number'
        when placed.period <> survivor.period then 'newer_month'
        when coalesce(placed.start_date <> survivor.start_date, survivor.start_date is not null) then 'earlier_start'
        when placed.unit_code <> survivor.unit_code then 'lower_unit'
        when placed.row_hash <> survivor.row_hash then 'content_order'
        else 'row_order'
    end as rule,
    case
        when placed.place = 1 then null
        when row_number() over (
            partition by placed.unit_code, placed.recipient_id, placed.helper_id, placed.pair_kind, placed.row_hash
            order by placed.place
        ) > 1 then 'same_row'
        when row_number() over (
            partition by placed.unit_code, placed.recipient_id, placed.helper_id, placed.pair_kind
            order by placed.place
        ) > 1 then 'same_pair'
        else 'other_unit'
    end as reason,
    survivor.unit_code as survivor_unit,
    survivor.part_id as survivor_part_id,
    survivor.row as survivor_row
from placed
inner join survivor
    on
        placed.recipient_id = survivor.recipient_id
        and placed.helper_id is not distinct from survivor.helper_id
        and placed.pair_kind = survivor.pair_kind
