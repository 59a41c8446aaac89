/*
id = "is_plain_word"
kind = "macro"
args = ["s"]
title = { zh = "不像姓名和号码的词", en = "A word or amount with nothing like a name in it and no number of a person: what may be shown of a field that tells of nobody" }
source = "one mask: 资助资金 一些 and 方式 飞鸽 are shown, whatever could be somebody's isn't"
*/
select
    length(s) <= 24
    and regexp_full_match(s, '[\p{Han}0-9０-９A-Za-z .,，。、;；:：/／%％+＋()（）?？!！~～〜*×<>=_—－-]+')
    and not regexp_matches(s, '[0-9０-９]{6}|[A-Za-z]{3}|[A-Za-z][ ._-][A-Za-z]')
    and length(regexp_replace(s, '[^0-9０-９]', '', 'g')) < 7
    -- Surnames that no usual word of a form holds: anywhere. Those that words hold too: where a name would begin.
    and not regexp_matches(
        s,
        '[张王李赵刘陈杨黄吴周徐孙胡朱郭何罗宋谢唐韩冯邓曹彭曾萧肖潘袁董余苏叶吕魏蒋杜沈姜傅钟卢汪戴崔廖姚邹熊陆郝孔崔邱秦顾侯邵孟薛尹阎雷汤尤'
        || '侍赖贾闫邢祁尕妥冶喇撒仝虎苟寇樊聂岳梁郑蔡丁程史卜骆柴裴翟龚庞'
        || '施陶洪翁倪芦俞章鲁葛韦毕丛焦柳辛祝涂谷耿牟詹凌靳甄屈鲍覃霍隋柏柯阮闵阿祖努艾买麦热]'
    )
    and not regexp_matches(
        s,
        '(?:^|[^\p{Han}]|[由给是为向和与儿女父母子孙户])(?:欧阳|司马|上官|诸葛'
        || '|[马高林方白金文石田任常段毛万钱易武贺龙黎江严夏包康安成海达索豆才桑旦扎卓拉尼敏向路关单司位解强管费项查季左温牛齐盛'
        || '伍申庄苗童欧曲游阳席卫甘景薄宁桂丘殷莫梅纪])\p{Han}{1,3}(?:$|\P{Han}|的|等)'
    )
