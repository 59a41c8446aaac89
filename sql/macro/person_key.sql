/*
id = "person_key"
kind = "macro"
args = ["id_number", "unit_code", "folded_name", "evidence"]
title = { zh = "人员键", en = "A person's key where none is kept: of the number, or without one of the unit and what its rows say" }
*/
select
    -- The hash by whose order kept keys are given; half of it, for a key is signed.
    cast(
        case
            when id_number is not null then hash(id_number, null, null, null)
            else hash(null, unit_code, coalesce(folded_name, ''), evidence)
        end // 2 as bigint
    )
