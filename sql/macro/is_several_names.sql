/*
id = "is_several_names"
kind = "macro"
args = ["s"]
title = { zh = "一格多人", en = "Names of two or more persons in one cell, or 等3人" }
source = "intake 20"
*/
select
    regexp_matches(s, '[、/／;；,，\r\n等]')
    and (
        regexp_full_match(
            s,
            '\s*(?:\p{Han} ?){2,4}(?:·(?:\p{Han} ?)+)*'
            || '(?:\s*[、/／;；,，\r\n]\s*(?:\p{Han} ?){2,4}(?:·(?:\p{Han} ?)+)*)+[、/／;；,，\s]*'
        )
        or regexp_matches(s, '等 *[0-9０-９一二两三四五六七八九十]+ *[人名户个]')
    )
