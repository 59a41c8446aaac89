/*
id = "fold_name"
kind = "macro"
args = ["s"]
title = { zh = "姓名折叠", en = "A name for comparing: no blanks, no interpunct, no bracketed remark, common variants as one" }
source = "intake 31: compare folded, keep raw"
*/
select
    case
        when s is null or not regexp_matches(s, '[\s·(（A-Za-z馬張陳劉楊趙黃吳孫蘇蘭韓羅鄭謝馮鄧葉盧魯龍]') then s
        else translate(
            lower(regexp_replace(regexp_replace(s, '(.)[(（].*$', '\1'), '[\s·]', '', 'g')),
            '馬張陳劉楊趙黃吳孫蘇蘭韓羅鄭謝馮鄧葉盧魯龍',
            '马张陈刘杨赵黄吴孙苏兰韩罗郑谢冯邓叶卢鲁龙'
        )
    end
