/*
id = "name_alias"
kind = "macro"
args = ["s", "name"]
after = ["clean_text"]
title = { zh = "别名", en = "Of a name's cell and the name read from it: what stood in brackets behind" }
source = "intake 30"
*/
select
    case
        when regexp_matches(s, '[(（]') and not regexp_matches(name, '[(（]')
            then nullif(regexp_extract(clean_text(s), '[(（] ?([^()（）]*?) ?[)）]?$', 1), '')
    end
