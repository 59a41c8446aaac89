/*
id = "recipient_evidence"
kind = "macro"
args = ["id_text", "folded_name", "recipient_no", "likeness", "row_hash"]
title = { zh = "对象无有效证号时的依据", en = "By what a recipient without a usable number is known from month to month" }
*/
select
    case
        -- Without a name, an equal damaged number proves nothing.
        when id_text is not null and folded_name is not null then 'number ' || id_text
        when recipient_no is not null then 'own number ' || recipient_no
        when likeness is not null and folded_name is not null then 'likeness ' || likeness
        else 'row ' || row_hash
    end
