/*
id = "ungroup"
kind = "macro"
args = ["s"]
title = { zh = "去千位逗号", en = "A number without its thousands commas, where they stand between groups of three" }
source = "intake 10"
*/
select
    case
        when regexp_full_match(s, '-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?[万元]?') then replace(s, ',', '')
        else s
    end
