/*
id = "compared_id"
kind = "macro"
args = ["id_number", "id_text"]
after = ["whole_digits"]
title = { zh = "比对用的证号", en = "An ID number as it is compared: the valid one, else what is written, scientific notation undone" }
*/
select
    coalesce(id_number, whole_digits(id_text))
