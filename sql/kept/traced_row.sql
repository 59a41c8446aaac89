/*
id = "traced_row"
kind = "kept"
title = { zh = "台账行及其所指", en = "Whom each ledger row in force names and why it isn't counted where it is a repeat; of who is gone the rows of before" }
grain = ["part_id", "row"]
*/
-- Each recipient is shown by one row: the one that linking takes the particulars from, or of who is gone the last.
with standing as (
    select distinct recipient_id
    from ent.pair_mention
    where is_current and not is_quarantined
),

gone as (
    select p.recipient_id, max(row(p.period, p.part_id, p.row)) as last_row
    from ent.pair_mention as p
    anti join ent.recipient_row as chosen on p.recipient_id = chosen.recipient_id
    where not p.is_quarantined
    group by p.recipient_id
),

told as (
    select
        p.part_id, p.row, p.unit_code, p.recipient_id, p.helper_id, ranked.reason, p.is_local, p.is_current, p.is_area,
        p.status, p.pair_kind, p.helper_kind,
        coalesce(
            chosen.part_id = p.part_id and chosen.row = p.row,
            gone.last_row[2] = p.part_id and gone.last_row[3] = p.row,
            false
        ) as is_shown,
        standing.recipient_id is null
        and p.period >= strftime($period_start - to_months($replacing_months), '%Y-%m') as is_of_before
    from ent.pair_mention as p
    left join ent.pair_rank as ranked on p.part_id = ranked.part_id and p.row = ranked.row
    left join ent.recipient_row as chosen on p.recipient_id = chosen.recipient_id
    left join gone on p.recipient_id = gone.recipient_id
    left join standing on p.recipient_id = standing.recipient_id
    where not p.is_quarantined
)

select told.* exclude (is_of_before)
from told
where told.is_current or told.is_shown or told.is_of_before
