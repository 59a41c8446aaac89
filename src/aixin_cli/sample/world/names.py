"""Invented names in the manner of the province's peoples; every combination is made by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.world.frame import Array, blank, joined, texts

if TYPE_CHECKING:
    from aixin_cli.sample.world.frame import Random

HAN, HUI, DONGXIANG, TIBETAN = range(4)

HAN_SURNAMES = texts(
    list(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
        "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    )
)
MALE_SIGNS = texts(
    list("伟强军勇杰涛明辉斌鹏建国华平刚海山林峰龙宏志文斌德福贵荣祥永兴旺学义忠孝东生庆宝红成栋梁世玉虎成喜财")
)
FEMALE_SIGNS = texts(
    list("芳娜敏静丽艳娟霞秀兰英玲桂香月莲梅花琴云凤珍菊巧翠爱彩红霞春燕慧雪莉琳萍晶倩琼瑛转改过引弟爱存兰玉")
)
HUI_SURNAMES = texts(list("马马马马丁沙哈虎海摆拜者朵妥敏冶穆喇答撒"))
DONGXIANG_SURNAMES = texts(list("马马马马买巴白牙丁米坡下且高赵陈康张汪羊妥"))
MALE_SACRED = texts(
    [
        *(
            "穆罕默德",
            "优素福",
            "伊斯哈克",
            "达吾德",
            "欧麦尔",
            "哈克",
            "优素",
            "主麻",
            "尔德",
            "满拉",
            "尤努斯",
            "哈三",
        ),
        *("胡赛尼", "阿卜杜", "伊布拉", "努海", "色力木", "而力", "尔萨", "木沙", "依黑牙", "穆罕子"),
    ]
)
FEMALE_SACRED = texts(
    [
        *(
            "法图麦",
            "阿依舍",
            "海底彻",
            "阿依",
            "阿舍",
            "祖力哈",
            "麦尔彦",
            "哈力麦",
            "素非燕",
            "再乃白",
            "赛丽麦",
            "古丽",
        ),
        *("海力麦", "热比尔", "色非耶", "索菲耶", "艾米乃", "如给耶", "麦燕", "哈给麦"),
    ]
)
TIBETAN_WORDS = texts(
    [
        *(
            "扎西",
            "才让",
            "旦正",
            "道吉",
            "加措",
            "桑吉",
            "尕藏",
            "贡布",
            "仁青",
            "索南",
            "东知",
            "南杰",
            "完代",
            "尼玛",
        ),
        *(
            "多吉",
            "次仁",
            "华旦",
            "丹增",
            "罗藏",
            "久美",
            "格桑",
            "白玛",
            "嘉央",
            "关却",
            "万玛",
            "项欠",
            "完么",
            "周本",
        ),
    ]
)
TIBETAN_FEMALE = texts(["卓玛", "拉毛", "杨忠", "草", "吉", "措", "尕日玛", "加木措", "央金", "旺姆", "德吉", "拉姆"])


def _drawn(random: Random, words: Array, rows: int) -> Array:
    return np.asarray(words[random.integers(0, len(words), rows)])


def _given(random: Random, is_male: Array) -> Array:
    rows = len(is_male)
    first = np.where(is_male, _drawn(random, MALE_SIGNS, rows), _drawn(random, FEMALE_SIGNS, rows))
    second = np.where(is_male, _drawn(random, MALE_SIGNS, rows), _drawn(random, FEMALE_SIGNS, rows))
    return joined(first, np.where(random.random(rows) < 0.72, second, ""))


def _sacred(random: Random, is_male: Array) -> Array:
    rows = len(is_male)
    return np.where(is_male, _drawn(random, MALE_SACRED, rows), _drawn(random, FEMALE_SACRED, rows))


def _tibetan(random: Random, is_male: Array) -> Array:
    rows = len(is_male)
    ending = np.where(is_male, _drawn(random, TIBETAN_WORDS, rows), _drawn(random, TIBETAN_FEMALE, rows))
    middle = np.where(random.random(rows) < 0.15, _drawn(random, TIBETAN_WORDS, rows), "")
    return joined(_drawn(random, TIBETAN_WORDS, rows), middle, ending)


def surnames(random: Random, styles: Array) -> Array:
    """A surname for each; Tibetan names have none, some Dongxiang people go by their sacred name only."""
    rows = len(styles)
    drawn = np.where(styles == HAN, _drawn(random, HAN_SURNAMES, rows), _drawn(random, HUI_SURNAMES, rows))
    dongxiang = np.where(random.random(rows) < 0.9, _drawn(random, DONGXIANG_SURNAMES, rows), "")
    drawn = np.where(styles == DONGXIANG, dongxiang, drawn)
    return np.where(styles == TIBETAN, blank(rows), drawn)


def full_names(random: Random, styles: Array, is_male: Array, family: Array) -> Array:
    """Names that carry the given surnames where their style has surnames."""
    rows = len(styles)
    han_given = _given(random, is_male)
    sacred = _sacred(random, is_male)
    hui = np.where(random.random(rows) < 0.6, han_given, sacred)
    dongxiang = np.where(random.random(rows) < 0.12, joined(sacred, "·", _sacred(random, is_male)), sacred)
    given = np.select(
        [styles == HAN, styles == HUI, styles == DONGXIANG],
        [han_given, hui, dongxiang],
        _tibetan(random, is_male),
    )
    return joined(family, given)
