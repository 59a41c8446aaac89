/*
id = "name_text"
kind = "macro"
args = ["s"]
after = ["has_space", "clean_text"]
title = { zh = "姓名文本", en = "A name: blanks between Han characters gone, the variants of · made one, a bracketed remark or a separator behind a person's name gone" }
source = "民委发〔2016〕33号: the interpunct is U+00B7; no NFKC on names; intake 30"
*/
select
    case
        when has_space(s) or regexp_matches(s, '[•∙・‧⋅.．･(（]|[、，,；;/／。]$')
            -- Twice: a character between two blanks is used up by the first pass.
            then regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(clean_text(s), '(\p{Han})[ 、，,；;/／。]+$', '\1'),
                            '(\p{Han}) (\p{Han})', '\1\2', 'g'
                        ),
                        '(\p{Han}) (\p{Han})',
                        '\1\2',
                        'g'
                    ), '(\p{Han}) ?[•∙・‧⋅.．･·] ?(\p{Han})', '\1·\2', 'g'
                ),
                -- Longer names without · are organisations': what they have in brackets is theirs.
                '^(\p{Han}{2,4}|\p{Han}+(?:·\p{Han}+)+) ?[(（][^()（）]*[)）]?$', '\1'
            )
        else nullif(s, '')
    end
