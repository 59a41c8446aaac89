/*
id = "has_ignorable"
kind = "macro"
args = ["s"]
title = { zh = "含不可见字符", en = "Holds a character that can't be seen wherever it stands" }
source = "forms/lookalikes.py holds the list; a contract test holds both to each other"
*/
select
    regexp_matches(
        s,
        '[\x{00AD}\x{034F}\x{061C}\x{115F}-\x{1160}\x{17B4}-\x{17B5}'
        || '\x{180B}-\x{180F}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{3164}'
        || '\x{FE00}-\x{FE0F}\x{FEFF}\x{FFA0}\x{FFF0}-\x{FFF8}\x{1BCA0}-\x{1BCA3}'
        || '\x{1D173}-\x{1D17A}\x{E0000}-\x{E0FFF}]'
    )
