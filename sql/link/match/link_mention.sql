/*
id = "link_mention"
kind = "link"
is_view = true
title = { zh = "待比对的人员记录", en = "What the rows of this month and the last say of a recipient or a helper: by this people are compared" }
grain = ["part_id", "row", "role"]
*/
-- Columns as they are: what is worked out of them is worked out of the few rows that are compared.
with standing as (
    select pair_row.*
    from ent.pair_row as pair_row
    semi join ent.part_used as used on pair_row.part_id = used.part_id and used.is_compared
)

select
    part_id, row, 'recipient' as role, unit_code, period, row_hash,
    recipient_folded as folded_name,
    recipient_number as id_number,
    recipient_text as id_text,
    recipient_birth_date as birth_date,
    recipient_sex as sex,
    township, village, guardian_name, recipient_phone as phone, recipient_no as own_number,
    cast(null as varchar) as employer,
    coalesce(helper_number, helper_folded) as partner
from standing
union all
select
    part_id, row, 'helper' as role, unit_code, period, row_hash,
    helper_folded as folded_name,
    helper_number as id_number,
    helper_text as id_text,
    cast(null as date) as birth_date,
    cast(null as varchar) as sex,
    cast(null as varchar) as township, cast(null as varchar) as village, cast(null as varchar) as guardian_name,
    helper_phone as phone, cast(null as varchar) as own_number,
    helper_unit as employer,
    coalesce(recipient_number, recipient_folded) as partner
from standing
where helper_text is not null or helper_folded is not null
