"""Tells the lines below a table that say who filled it in, when and how, whatever columns they fall into.

What decides is the share of cells that are a label with its value: 填表人：张三 in one cell, 填表人 in one and
张三 in the next. A row of data may hold such a cell too, in a remark or a name, but then most of it is something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

LONGEST = 500
"""A label stands at the beginning; of a cell of millions of characters no more is looked at."""
Kind = Literal["label", "labelled", "note label", "noted", "neutral", "other"]

_DONE = (
    r"填[表报写制]|制[表单图]|编[制报写]|上报|报[送表出]|审[核批定签阅]|复[核审]|核[对准实]|初审|终审|校[对核]|经[办手]"
    r"|统计|录入|汇总|签[发收]|批准|记账|联系|信息|负责|分管|主管|包抓|驻村"
)
_WHO = (
    rf"(?:{_DONE})(?:责任)?(?:人员?|者|员|领导|负责人)|责任人"
    r"|(?:\w{1,6}|填报单位|本单位)?(?:负责人|领导)|(?:单位|部门|科|股|局|县|区|镇|乡)(?:主要|分管|主管)?领导"
)
_WHEN = (
    r"(?:填[报表写]|报[送出]|上报|[制编]制?表?|审核|打印|统计|数据|截[止至]|签[字名]|签章|盖章|数据截[止至])?"
    r"(?:日期|时间)"
)
_WHERE = (
    r"(?:联系|办公|咨询|监督|手机|固定|值班|单位)?(?:电话|手机)(?:号码?)?|联系方式|手机|传真|(?:电子)?邮箱|电子邮件|邮编"
    r"|微信号码?|QQ(?:号码?)?"
    r"|(?:填[报表]|报送|上报|编制|制表|报告|汇总)(?:单位|部门)(?:名称)?"
)
_SEALS = r"签字|签名|签章|盖章|公章|手签|印章|章"
_SEAL = rf"(?:[（(](?:{_SEALS})[）)]|{_SEALS})"
_COLON = "[:：∶﹕︰]"
_LATIN = (
    r"(?i:(?:prepared|filled|made|compiled|checked|reviewed|approved|signed)by|reporter|contact|tel|phone|e-?mail|date)"
)
_MARKED = rf"(?:{_DONE}|单位|部门|会计|出纳|[局处科股所站]长|主任|书记|地址|{_SEALS}|{_LATIN})"
"""What is a label with a colon behind it, and may be anything without."""
_LABEL = rf"(?:{_WHO}|{_WHEN}|{_WHERE})"
_NOTE = r"(?:填[表报]|编制)?(?:说明|须知)|备?注|附注|数据来源|说明事项"
_IS_LABELLED = re.compile(
    rf"(?:^|[)）、/，,。；;]|\d日){_LABEL}{_SEAL}?{_COLON}(.*)$|^{_MARKED}{_SEAL}?{_COLON}(.*)$", re.DOTALL
)
_IS_LABEL = re.compile(rf"^(?:{_LABEL}|审[核批]|制表|复[核审]|经办|校对|签发)(?:{_SEAL})?[_＿—－.…]*$")
_IS_SEAL = re.compile(rf"[（(](?:{_SEALS})[）)]$|^(?:单位|部门)?(?:签字|签名|签章|盖章|公章|印章)(?:处|栏)?$")
_IS_SIGNED = re.compile(rf"^(?:{_LABEL}){_SEAL}?[\s_＿]+\S.{{0,20}}$")
_IS_RUN_ON = re.compile(
    r"^(?:填[表报写制]|制表|编制|审[核批]|复[核审]|经办|校对|统计|录入|上报|报送)人员?(?!之|中心|协会)[\u3400-\u9fff]{2,4}$"
)
_IS_NOTE_LABEL = re.compile(rf"^(?:{_NOTE}){_COLON}?$")
_IS_NOTED = re.compile(rf"^(?:{_NOTE}){_COLON}.+$", re.DOTALL)
_IS_PAIR = re.compile(rf"^[\u3400-\u9fff（）()、/]{{2,12}}{_COLON}.{{0,30}}$", re.DOTALL)
"""Any label with its value: it counts beside one that is known."""
_IS_NEUTRAL = re.compile(
    r"^(?:\d{4}|[一二〇○零]{4})?\s*[年./-]\s*\d{0,2}\s*[月./-]\s*\d{0,2}\s*日?(?:\s*\d\d:\d\d(?::\d\d)?)?$"
    r"|^[\d二〇○零一三十]*年[\d一二三四五六七八九十]*月[\d一二三四五六七八九十]*日?$"
    r"|^第\d{1,4}页$|^(?:第\d{1,4}页)?[,，、/]?共\d{1,4}页$"
    r"|^\d{1,2}月\d{1,2}日$|^0\d{2,3}[-—－ ]?\d{7,8}$|^1\d{10}$|^\d{7,8}$|^[_＿—－…. /]+$"
)
"""A date, the number of a page, a telephone number or a line to write on: they say nothing either way."""
_AGENCY = re.compile(
    r"(?:局|政府|委员会|办公室|办事处|民政办|残联|专班|领导小组|[县区市州团]委|妇联|总工会)(?:[（(].{1,6}[）)])?$"
)
_LINE = re.compile(
    r"^[（(]?[\d一二三四五六七八九十]{1,2}[）)]?[.、．,，:：]\D|[。；;]|^(?:本表|以上|此表)"
    r"|^\W*(?:以下|[本此]页)(?:空白|无(?:正文|内容|数据)?|为空(?:白)?)\W*$|^(?:3[6-9]|[4-6]\d|7[0-2])\d{3}(?:\.0)?$"
)
"""A numbered line, a sentence, words that the rest is empty, or a day as a serial number."""


@dataclass(slots=True)
class Weights:
    """What the filled cells of a row are: how many belong to labels, and in which columns other things stand."""

    labelled: int = 0
    is_signed: bool = False
    is_noted: bool = False
    neutral: int = 0
    others: list[int] = field(default_factory=list)


def weigh(cells: Iterable[tuple[int, str]]) -> Weights:
    """Weigh a row's filled cells, given with their columns; what follows a bare label is its value."""
    weights = Weights()
    pairs: list[int] = []
    is_open = False
    for column, text in cells:
        kind = _kind_of(text)
        if kind == "other" and is_open:
            weights.labelled, is_open = weights.labelled + 1, False
        elif kind == "other":
            (pairs if _IS_PAIR.match(_compact(text)) else weights.others).append(column)
        elif kind == "neutral":
            weights.neutral, is_open = weights.neutral + 1, False
        else:
            weights.labelled += 1
            is_open = kind in ("label", "note label")
            weights.is_signed |= kind in ("label", "labelled")
            weights.is_noted |= kind in ("note label", "noted")
    if weights.labelled:
        weights.labelled += len(pairs)
    else:
        weights.others = sorted([*weights.others, *pairs])
    return weights


def label_columns(cells: Iterable[tuple[int, str]]) -> frozenset[int]:
    """Return the columns of a row of two labels or more and nothing else, whose values stand in the row below."""
    kinds = {column: _kind_of(text) for column, text in cells}
    return frozenset(kinds if len(kinds) > 1 and set(kinds.values()) == {"label"} else ())


def is_lone_line(text: str) -> bool:
    """Tell whether a text that stands alone in the last rows is a note: a numbered line or a sentence."""
    return bool(_LINE.search(text.strip()))


def is_agency(text: str) -> bool:
    """Tell whether a text names an authority, as it stands above its seal and date."""
    return bool(_AGENCY.search(_compact(text)))


def _kind_of(text: str) -> Kind:
    plain = _compact(text)
    if _IS_NOTE_LABEL.match(plain):
        return "note label"
    if _IS_NOTED.match(plain):
        return "noted"
    if found := _IS_LABELLED.search(plain):
        return "labelled" if (found[1] or found[2] or "").strip("_＿—－…") else "label"
    if _IS_NEUTRAL.match(text.strip()) or _IS_NEUTRAL.match(plain):
        return "neutral"
    if _IS_LABEL.match(plain):
        return "label"
    is_signed = _IS_SIGNED.match(text.strip()) or _IS_RUN_ON.match(plain) or _IS_SEAL.search(plain)
    return "labelled" if is_signed else "other"


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", text[:LONGEST])
