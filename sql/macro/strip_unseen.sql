/*
id = "strip_unseen"
kind = "macro"
args = ["s"]
title = { zh = "姓名去不可见字符", en = "A name without what can't be seen, but for the joiners and variant selectors that names carry" }
source = "forms/lookalikes.py holds the list; a contract test holds both to each other"
*/
select
    regexp_replace(
        s,
        '[\x{00AD}\x{034F}\x{061C}\x{115F}-\x{1160}\x{17B4}-\x{17B5}'
        || '\x{200B}\x{200E}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{3164}'
        || '\x{FEFF}\x{FFA0}\x{FFF0}-\x{FFF8}\x{1BCA0}-\x{1BCA3}\x{1D173}-\x{1D17A}'
        || '\x{E0000}-\x{E00FF}\x{E01F0}-\x{E0FFF}]',
        '',
        'g'
    )
