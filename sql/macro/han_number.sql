/*
id = "han_number"
kind = "macro"
args = ["s"]
title = { zh = "汉字数字", en = "Han numerals up to 99, and years written place by place, as digits" }
source = "GB/T 15835-2011: 二〇二四年十二月三十一日"
*/
select
    translate(
        replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(s, '([一二三四五六七八九])十([一二三四五六七八九])', '\1\2', 'g'),
                    '十([一二三四五六七八九])', '一\1', 'g'
                ), '([一二三四五六七八九])十', '\1〇', 'g'
            ), '十', '一〇'
        ), '〇○零一二三四五六七八九', '000123456789'
    )
