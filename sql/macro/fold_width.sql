/*
id = "fold_width"
kind = "macro"
args = ["s"]
after = ["has_wide"]
title = { zh = "全角转半角", en = "Full-width digits, letters and marks as ASCII" }
source = "intake 11: only for codes, numbers, dates and phones, never for names"
*/
select
    case
        when
            has_wide(s)
            then
                translate(
                    s,
                    '！＂＃＄％＆（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～',
                    '!"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~'
                )
        else s
    end
