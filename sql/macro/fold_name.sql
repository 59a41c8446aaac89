/*
id = "fold_name"
kind = "macro"
args = ["s"]
after = ["fold_lookalikes"]
title = { zh = "姓名折叠", en = "A name for comparing: no blanks, nothing unseen, no interpunct, no bracketed remark, radicals and common variants as one" }
source = "intake 31: compare folded, keep raw"
*/
select
    case
        when s is null or not regexp_matches(
            s,
            '[\s·(（A-Za-z馬張陳劉楊趙黃吳孫蘇蘭韓羅鄭謝馮鄧葉盧魯龍'
            || '\x{00AD}\x{034F}\x{061C}\x{115F}-\x{1160}\x{17B4}-\x{17B5}'
            || '\x{180B}-\x{180F}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{3164}'
            || '\x{FE00}-\x{FE0F}\x{FEFF}\x{FFA0}\x{FFF0}-\x{FFF8}\x{1BCA0}-\x{1BCA3}'
            || '\x{1D173}-\x{1D17A}\x{E0000}-\x{E0FFF}\x{2E80}-\x{2FD5}\x{F900}-\x{FAFF}\x{2F800}-\x{2FA1F}]'
        ) then s
        else translate(
            lower(regexp_replace(regexp_replace(fold_lookalikes(s), '(.)[(（].*$', '\1'), '[\s·]', '', 'g')),
            '馬張陳劉楊趙黃吳孫蘇蘭韓羅鄭謝馮鄧葉盧魯龍',
            '马张陈刘杨赵黄吴孙苏兰韩罗郑谢冯邓叶卢鲁龙'
        )
    end
