/*
id = "helper_evidence"
kind = "macro"
args = ["id_text", "folded_name", "likeness", "row_hash"]
title = { zh = "结对人无有效证号时的依据", en = "By what a helper without a usable number is known from month to month" }
*/
select
    case
        when folded_name is null then 'row helper ' || row_hash
        when id_text is not null then 'number ' || id_text
        else coalesce(likeness, 'row helper ' || row_hash)
    end
