/*
id = "clean_text"
kind = "macro"
args = ["s"]
after = ["has_space"]
title = { zh = "清理文字", en = "White space at the ends gone and inner runs made one blank; null when nothing is left" }
*/
select
    case
        when has_space(s) then nullif(trim(regexp_replace(s, '[\s\x{00A0}\x{200B}\x{3000}\x{FEFF}]+', ' ', 'g')), '')
        else nullif(s, '')
    end
