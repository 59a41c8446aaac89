/*
id = "unidentified_count"
kind = "lookup"
title = { zh = "号码待更正的行数", en = "Rows with a number to be corrected, whatever linking found: none, a refused one, or one that another keeps" }
grain = ["part_id"]
*/
select
    part_id,
    count(*) filter (
        not is_quarantined
        and (
            not (has_recipient_number and is_recipient_number_sound)
            or (
                not (has_helper_number and is_helper_number_sound) and helper_id is not null
                and (helper_text is not null or pair_kind = '主结对')
            )
        )
    ) as rows_unidentified
from ent.pair_mention
where is_current
group by part_id
