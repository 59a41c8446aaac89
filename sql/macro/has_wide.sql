/*
id = "has_wide"
kind = "macro"
args = ["s"]
title = { zh = "含全角字符", en = "Holds full-width letters, digits or marks" }
*/
select
    strlen(s) <> length(s) and regexp_matches(s, '[！-～]')
