/*
id = "one_character_apart"
kind = "macro"
args = ["near", "far"]
title = { zh = "差一字", en = "Whether two names of three characters or more differ in one: another one, one left out, or one too many" }
source = "project definition: by characters; DuckDB's own distances count bytes, three to a Chinese character"
*/
select
    least(length(near), length(far)) >= 3
    and case length(near) - length(far)
        when 0
            then len(list_filter(range(1, length(near) + 1), lambda i: substr(near, i, 1) <> substr(far, i, 1))) = 1
        when 1
            then list_contains(
                list_transform(range(1, length(near) + 1), lambda i: left(near, i - 1) || substr(near, i + 1)), far
            )
        when -1
            then list_contains(
                list_transform(range(1, length(far) + 1), lambda i: left(far, i - 1) || substr(far, i + 1)), near
            )
        else false
    end
