"""What a return says about itself outside its table: unit, period, date of filling, money unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aixin_cli.forms.divisions import PROVINCE, load_divisions

_UNIT = r"(?:填报|填表|报送|上报|编制|制表|报告|汇总)单位(?:名称)?|单位名称|县（市、区）|县区名称"
_PERIOD = r"报告期|报表期|所属期|所属时期|统计期|期别|(?:报送|填报|报告|统计|数据)?月份|数据期|统计时间|报告时期"
_FILLED = r"(?:填报|填表|报送|上报|制表|报出)(?:日期|时间)"
_LABELS = re.compile(
    rf"(?P<label>{_UNIT}|{_PERIOD}|{_FILLED})\s*(?:[（(](?:盖章|公章|签章)[)）])?\s*[:：]?\s*(?P<value>.*?)"
    rf"(?=\s*(?:{_UNIT}|{_PERIOD}|{_FILLED}|(?:金额)?(?:计量)?单位\s*[:：]|数据截止日|填表人|审核人|负责人)|\s{{2,}}|$)"
)
_MONTH = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[-./_])\s*(1[0-2]|0?[1-9])(?![\d])(?!\s*[-./月]\s*\d)")
_MONTH_PACKED = re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(?!\d)")
_MONTH_ALONE = re.compile(r"(?<!\d)(?<!年)(?<!年 )(1[0-2]|0?[1-9])\s*月份?(?!\s*\d)")
_AS_OF = re.compile(r"(?:截至|截止)[^\d]{0,4}(20\d\d)\s*[年\-./]\s*(1[0-2]|0?[1-9])\s*[月\-./]")
_DAY = re.compile(r"(20\d\d)\s*[年\-./]\s*(1[0-2]|0?[1-9])\s*[月\-./]\s*(3[01]|[12]\d|0?[1-9])\s*日?")
_DAY_PACKED = re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)")
_MONEY = re.compile(r"(?:计量|金额)?单位\s*[:：]\s*[^\s:：]*?(万元|元)")
_ZERO = re.compile(r"零报告|本月无|当月无|本期无|无数据上报|无发生|无此项|无活动")
_SUPPLEMENT = re.compile(r"补报|补充")
_CODE = re.compile(r"(?<![0-9A-Za-z])(62[0-9XZxz]\d{3})(?![0-9A-Za-z])")


@dataclass(slots=True)
class Facts:
    """What one place (sheet, cover, name) states; nothing stated is None or empty."""

    unit: str | None = None
    unit_conflict: tuple[str, ...] = ()
    period: str | None = None
    filled_date: str | None = None
    money_unit: str | None = None
    is_zero: bool = False
    is_supplement: bool = False
    labels: dict[str, str] = field(default_factory=dict)


def read_facts(texts: Iterable[str], declared_period: str | None) -> Facts:
    """Read the lines above and below a table, labelled statements before titles."""
    lines = list(texts)
    facts = Facts()
    for line in lines:
        _read_labels(line, facts, declared_period)
        facts.is_zero = facts.is_zero or bool(_ZERO.search(line))
        found = _MONEY.search(line)
        facts.money_unit = facts.money_unit or (found[1] if found else None)
    for line in lines:
        rest = _LABELS.sub(" ", line)
        facts.period = facts.period or find_period(rest, declared_period)
        if facts.unit is None:
            _set_unit(facts, [code for code in find_units(rest) if code != PROVINCE or "本级" in rest])
    return facts


def read_name(name: str, declared_period: str | None) -> Facts:
    """Read a file's, folder's or sheet's name."""
    stem = re.sub(r"\.[A-Za-z]{2,4}$", "", name)
    facts = Facts(is_supplement=bool(_SUPPLEMENT.search(stem)), is_zero=bool(_ZERO.search(stem)))
    _set_unit(facts, find_units(stem))
    facts.period = find_period(stem, declared_period)
    return facts


def find_units(text: str) -> list[str]:
    """Return the codes of the units that a text names by code or by full name."""
    divisions = load_divisions()
    codes = [divisions.resolve(code) for code in _CODE.findall(text)]
    found = [code for code in codes if code] + list(divisions.find_in(text))
    if not found and (alone := divisions.resolve(_bare(text))):
        found = [alone]
    return found


def find_period(text: str, declared: str | None) -> str | None:
    """Return the month a text names; a month without a year takes it from the declared period."""
    without_days = _DAY_PACKED.sub(" ", _DAY.sub(" ", text))
    for pattern, source in ((_MONTH, without_days), (_MONTH_PACKED, without_days), (_AS_OF, text)):
        found = pattern.search(source)
        if found:
            return f"{found[1]}-{int(found[2]):02d}"
    alone = _MONTH_ALONE.search(without_days)
    if alone is None or declared is None:
        return None
    year, month = int(declared[:4]), int(alone[1])
    return f"{year - (month > int(declared[5:]))}-{month:02d}"


def find_day(text: str) -> str | None:
    """Return the first full date in a text as an ISO date."""
    found = _DAY.search(text) or _DAY_PACKED.search(text)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else None


def _read_labels(line: str, facts: Facts, declared: str | None) -> None:
    for found in _LABELS.finditer(line):
        label, value = found["label"], found["value"].strip()
        if not value:
            continue
        facts.labels.setdefault(label, value)
        if re.fullmatch(_FILLED, label):
            facts.filled_date = facts.filled_date or find_day(value)
        elif re.fullmatch(_PERIOD, label):
            facts.period = facts.period or _period_of(value, declared)
        elif facts.unit is None:
            _set_unit(facts, find_units(value) or _province_in(value))


def _period_of(value: str, declared: str | None) -> str | None:
    """A labelled period may be a day (报告期：2024-12-31): its month is meant."""
    day = find_day(value)
    return find_period(value, declared) or (day[:7] if day else None)


def _province_in(value: str) -> list[str]:
    return [PROVINCE] if value.startswith(("甘肃省", "省")) else []


def _set_unit(facts: Facts, codes: Sequence[str]) -> None:
    if not codes:
        return
    facts.unit = load_divisions().most_specific(codes)
    facts.unit_conflict = () if facts.unit else tuple(codes)


def _bare(text: str) -> str:
    """Return a name without dates, versions and the words of the programme: `城关12月台账` gives 城关."""
    return re.sub(
        r"20\d\d\s*年?|\d+\s*月份?|[\d._\-—\s()（）]+|AX\d\d|结对帮扶|爱心甘肃|帮扶|活动|台账|情况表|汇总表?|报表|最终版?|最新|修改版?|定稿|补报|补充|v\d*",
        "",
        text,
        flags=re.IGNORECASE,
    )
