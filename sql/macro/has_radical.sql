/*
id = "has_radical"
kind = "macro"
args = ["s"]
title = { zh = "含部首或兼容字符", en = "Holds a radical or a compatibility character that looks like another" }
source = "forms/lookalikes.py holds the list; a contract test holds both to each other"
*/
select
    regexp_matches(s, '[\x{2E80}-\x{2FD5}\x{F900}-\x{FAFF}\x{2F800}-\x{2FA1F}]')
