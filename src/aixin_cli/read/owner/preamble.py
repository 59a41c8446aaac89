"""What a return says about itself outside its table: unit, period, date of filling, money unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.lookalikes import fold_lookalikes
from aixin_cli.forms.province import load_province
from aixin_cli.read.owner.months import find_day, find_period, plain_digits
from aixin_cli.read.owner.spans import find_span, meant_month

SIGNATORIES = (
    r"填[表报]人|制表人|审[核批]人|复核人|经办人|联系人|(?:填[表报]|填报单位|单位|部门|统计|主要|分管)?(?:负责人|领导)"
)
_UNIT = r"(?:填报|填表|报送|上报|编制|制表|报告|汇总)单位(?:名称)?|单位名称|县（市、区）|县区名称"
_PERIOD = r"报告期|报表期|所属期|所属时期|统计期|期别|(?:报送|填报|报告|统计|数据)?月份|数据期|统计时间|报告时期"
_FILLED = r"(?:填报|填表|报送|上报|制表|报出)(?:日期|时间)"
_SIGNED = rf"(?:{SIGNATORIES})\s*(?:[（(](?:签[字章名]|盖章)[)）])?\s*[:：]"
_LABELS = re.compile(
    rf"(?P<label>{SIGNATORIES}(?=\s*(?:[（(]|[:：]))|{_UNIT}|{_PERIOD}|{_FILLED})"
    rf"\s*(?:[（(](?:盖章|公章|签[章字名])[)）])?\s*[:：]?\s*(?P<value>.*?)"
    rf"(?=\s*(?:{_UNIT}|{_PERIOD}|{_FILLED}|{_SIGNED}|(?:联系)?电话\s*[:：]|(?:金额)?(?:计量)?单位\s*[:：]|数据截止日)|\s{{2,}}|$)"
)
_MONEY = re.compile(r"(?:计量|金额)?单位\s*[:：]\s*[^\s:：]*?([十百千万亿]*元)")
_ZERO = re.compile(
    r"零报告|本月无|当月无|本期无|无数据上报|无发生|无此项|无活动"
    r"|^(?=.*无)(?:\d+\s+)?(?:\S+[区县市州镇乡道]\s+)*(?:暂?无|[/／—-]+)(?:\s+(?:暂?无|[/／—-]+))*$"
)
_SUPPLEMENT = re.compile(r"补报|补充")
_PROVINCE = load_province()
_CODE = re.compile(
    rf"(?<![0-9A-Za-z])({_PROVINCE.code_pattern})(?:\d{{6}}|\d{{3}})?(?![0-9A-Za-z])"
    rf"|(?<![0-9A-Za-z])({_PROVINCE.code_pattern})"
    r"(?=20\d\d(?:\s*年|(?:1[0-2]|0[1-9])(?!\d)))"
)
_CODE_AND_MONTH = re.compile(rf"(?<![0-9A-Za-z])({_PROVINCE.code_pattern})" r"(?=20\d\d(?:1[0-2]|0[1-9])(?![0-9]))")
_EXPLAINED = re.compile(r"^(?:填表|填报|编制)?说明|^备?注\s*[:：\d一1]|^[\d一二三四五六七八九十]{1,2}\s*[.、．]")
_DATES = re.compile(r"20\d\d\s*年?度?|第?\d+\s*期|\d+\s*月份?")
_WORDS = re.compile(
    r"[\d._\-—\s()（）]+|AX\d\d|社会组织(?:参与)?|公益项目|专项基金|收支|(?:服务)?阵地|[与和及]?志愿(?:服务)?队伍|重点任务|指标"
    r"|期初数?|(?:统计|明细|登记|一览|数据)表|数据|报送|上报|结对(?:帮扶|关爱)?|爱心甘肃|帮扶|活动|台账|情况表|汇总表?|月报表?|报表|最终版?|最新|修改版?|定稿|补报|补充|v\d*",
    re.IGNORECASE,
)
LONGEST_LINE = 1000
"""A statement is short; a cell of millions of characters is looked at no further."""


@dataclass(slots=True)
class Facts:
    """What one place (sheet, cover, name) states; nothing stated is None or empty."""

    unit: str | None = None
    unit_conflict: tuple[str, ...] = ()
    period: str | None = None
    period_span: tuple[str, str] | None = None
    """The first and last of several months, where it names no single one."""
    filled_date: str | None = None
    money_unit: str | None = None
    is_zero: bool = False
    is_supplement: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    """What stands behind 填报单位, 报告期 and the like; also who signed: persons' names, never to be shown."""


def read_facts(texts: Iterable[str], declared_period: str | None) -> Facts:
    """Read the lines above and below a table, labelled statements before titles."""
    lines = [fold_lookalikes(text[:LONGEST_LINE]) for text in texts]
    facts = Facts()
    for line in lines:
        _read_labels(line, facts, declared_period)
        facts.is_zero = facts.is_zero or bool(_ZERO.search(line))
        found = _MONEY.search(line)
        facts.money_unit = facts.money_unit or (found[1] if found else None)
    for line in lines:
        rest = "" if _EXPLAINED.match(line) else _LABELS.sub(" ", re.split(_SIGNED, line)[0])
        _set_period(facts, _without_codes(rest), declared_period)
        if facts.unit is None:
            _set_unit(facts, [code for code in find_units(rest) if code != _PROVINCE.code or "本级" in rest])
    return facts


def is_labelled(line: str) -> bool:
    """Tell whether a line says 填报单位, 报告期 or the like, and what."""
    return any(
        found["value"].strip() and not re.fullmatch(SIGNATORIES, found["label"]) for found in _LABELS.finditer(line)
    )


def read_name(name: str, declared_period: str | None) -> Facts:
    """Read a file's, folder's or sheet's name."""
    stem = re.sub(r"\.[A-Za-z]{2,4}$", "", fold_lookalikes(name))
    facts = Facts(is_supplement=bool(_SUPPLEMENT.search(stem)), is_zero=bool(_ZERO.search(stem)))
    said_so = "本级" in stem or _PROVINCE.code in stem
    _set_unit(facts, [code for code in find_units(stem) if code != _PROVINCE.code or said_so])
    _set_period(facts, _without_codes(stem), declared_period)
    return facts


def shown_labels(labels: Mapping[str, str]) -> dict[str, str]:
    """Return what a table's preamble says without those who signed: only this may be printed."""
    return {label: value for label, value in labels.items() if not re.fullmatch(SIGNATORIES, label)}


def find_units(text: str) -> list[str]:
    """Return the codes of the units that a text names by code or by full name."""
    divisions = load_divisions()
    codes = [divisions.resolve(first or second) for first, second in _CODE.findall(plain_digits(text))]
    found = [code for code in codes if code] + list(divisions.find_in(text))
    if not found and (alone := divisions.resolve(_bare(text))):
        found = [alone]
    return found


def _without_codes(text: str) -> str:
    """Return the text without units' codes; of a code and a month run together the month stays."""
    return _CODE.sub(" ", _CODE_AND_MONTH.sub(" ", plain_digits(text)))


def _read_labels(line: str, facts: Facts, declared: str | None) -> None:
    for found in _LABELS.finditer(line):
        label, value = found["label"], found["value"].strip()
        if not value:
            continue
        facts.labels.setdefault(label, value)
        if re.fullmatch(SIGNATORIES, label):
            continue
        if re.fullmatch(_FILLED, label):
            facts.filled_date = facts.filled_date or find_day(value)
        elif re.fullmatch(_PERIOD, label):
            _set_period(facts, value, declared, is_labelled=True)
        elif facts.unit is None:
            _set_unit(facts, find_units(value) or _province_in(value))


def _set_period(facts: Facts, text: str, declared: str | None, *, is_labelled: bool = False) -> None:
    """Take the month that a text names; of a span that isn't one month's, a year's or the programme's so far, both.

    A labelled period may be a day (报告期：2024-12-31): its month is meant.
    """
    if facts.period or facts.period_span:
        return
    span = find_span(text, declared)
    if span is not None:
        facts.period = meant_month(span)
        facts.period_span = None if facts.period else span
        return
    day = find_day(text) if is_labelled else None
    facts.period = find_period(text, declared) or (day[:7] if day else None)


def _province_in(value: str) -> list[str]:
    if value.startswith(_PROVINCE.helper_unit.begins):
        return [_PROVINCE.helper_unit.code]
    return [_PROVINCE.code] if value.startswith((_PROVINCE.name, _PROVINCE.kind)) else []


def _set_unit(facts: Facts, codes: Sequence[str]) -> None:
    if not codes:
        return
    facts.unit = load_divisions().most_specific(codes)
    facts.unit_conflict = () if facts.unit else tuple(codes)


def _bare(text: str) -> str:
    """Return a name without dates, versions and the words of the programme: `城关12月台账` gives 城关."""
    return _WORDS.sub("", _DATES.sub("", plain_digits(text)))
