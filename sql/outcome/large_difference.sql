/*
id = "large_difference"
kind = "outcome"
title = { zh = "可解释的差额", en = "Findings of a month with a difference, of each rule those with the largest" }
grain = ["finding_id"]
*/
with difference as (
    select
        rowid as finding_id, part_id, row, rule, field, difference,
        coalesce(
            try_cast(json_extract_string(facts, '$.stated') as decimal(18, 2)), try_cast(value as decimal(18, 2))
        ) as stated,
        try_cast(json_extract_string(facts, '$.previous') as decimal(18, 2)) as previous
    from chk.finding
    where period = $period and outcome = 'fail' and difference <> 0
)

select * from difference
where stated is not null
qualify row_number() over (partition by rule order by abs(difference) desc, part_id, row, field) <= $most
