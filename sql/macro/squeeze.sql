/*
id = "squeeze"
kind = "macro"
args = ["s"]
after = ["has_space"]
title = { zh = "去全部空白", en = "The text without white space; null when nothing is left" }
*/
select
    case
        when
            has_space(s)
            then
                nullif(
                    translate(
                        s, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203) || chr(12288) || chr(65279), ''
                    ),
                    ''
                )
        else nullif(s, '')
    end
