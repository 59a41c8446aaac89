"""Which months and spans a sentence names: 本月, 今年以来, 累计, 上月末, 截至11月底."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aixin_cli.forms.periods import move_period
from aixin_cli.publish.lint.model import Span

_WORDS: tuple[tuple[str, Span | None, str], ...] = (
    (r"[上去]年同[月期]", None, "last_year"),
    (r"(?<![比较与同和])上个?月[末底](?!相比|比)", None, "previous"),
    (r"(?<![比较与同和])上个?月份?(?!相比|比|[末底])", "month", "previous"),
    (r"(?:本|当|这个)月(?:末|底)", None, "this"),
    (r"截至目前|目前", None, "this"),
    (r"[本当]月|这个月|月内", "month", "this"),
    (r"(?:本年|今年以来|今年|全年|年内|一年来)(?:累计)?", "year", "this"),
    (r"(?<![比较与同])(?:去年|上年)(?!同)(?:全年|累计)?", "year", "year_before"),
    (r"(?:工程|活动|工作)?(?:启动|开展|实施)以来(?:累计)?", "total", "this"),
    (r"累计", "total", "weak"),
)
_DATE = re.compile(
    r"(?P<range>(?:1\s?[—–~～\-至到]|前)\s?(?P<last>1[0-2]|[1-9])\s?个?月)|(?P<part>一季度|上半年|前三季度)"
    r"|(?:(?P<year>20\d\d)\s?年(?:度)?)?\s?(?P<month>1[0-2]|0?[1-9])\s?月(?:份)?(?P<end>底|末|\s?(?P<day>\d{1,2})\s?日)?"
    r"|(?P<whole>20\d\d)\s?年(?:度|全年)?"
)
_QUARTER = re.compile(r"(?:(?P<year>20\d\d)\s?年\s?)?(?<!前)第?(?:(?P<which>[二三四234])|本|当)季度")
_CLAUSE = re.compile(r"，?[^，。；！？\n]*")
PARTS = {"一季度": "03", "上半年": "06", "前三季度": "09"}
MONTHS = 3
"""Of a quarter."""
SHORT, MONTH_END = 4, 28
"""What follows a date and counts nothing; the first day that may end a month."""


@dataclass(frozen=True)
class Time:
    """A word or date of time; `span` is None where it only names a month, `is_weak` where 累计 may be the year's."""

    start: int
    end: int
    text: str
    span: Span | None
    period: str
    is_weak: bool = False
    is_date: bool = False


def find_times(text: str, period: str) -> list[Time]:
    """The words and dates of time of a text, in their order."""
    months = {
        "this": period, "weak": period, "previous": move_period(period, -1), "last_year": move_period(period, -12),
        "year_before": f"{int(period[:4]) - 1}-12",
    }  # fmt: skip
    found = [time for hit in _DATE.finditer(text) if (time := _date(hit, period)) is not None]
    found += [_quarter(hit, period) for hit in _QUARTER.finditer(text)]
    for pattern, span, which in _WORDS:
        for hit in re.finditer(pattern, text):
            if not any(time.start < hit.end() and hit.start() < time.end for time in found):
                found.append(Time(hit.start(), hit.end(), hit[0], span, months[which], which == "weak"))
    return sorted(found, key=lambda time: time.end)


def _quarter(hit: re.Match[str], period: str) -> Time:
    """A quarter as its last month; what was done within it is in no table. The first is the year's, see above."""
    which = hit["which"]
    if which is None:
        return Time(hit.start(), hit.end(), hit[0], "quarter", period, is_date=True)
    last = ("二三四".find(which) + 2 if which in "二三四" else int(which)) * MONTHS
    year = int(hit["year"] or (int(period[:4]) - (last - MONTHS >= int(period[5:]))))
    return Time(hit.start(), hit.end(), hit[0], "quarter", f"{year}-{last:02}", is_date=True)


def _date(hit: re.Match[str], period: str) -> Time | None:
    """A date as a month; none where it is of an event: a day within a month, or a clause that counts nothing."""
    text, start, end = hit[0], hit.start(), hit.end()
    clause = _CLAUSE.match(hit.string, end)
    rest = clause[0] if clause else ""
    if "以来" in rest:
        return Time(start, end, text, "year" if hit["whole"] == period[:4] else "total", period)
    if hit["part"]:
        return Time(start, end, text, "year", f"{period[:4]}-{PARTS[hit['part']]}", is_date=True)
    if hit["range"]:
        return Time(start, end, text, "year", f"{period[:4]}-{int(hit['last']):02}", is_date=True)
    if hit["whole"]:
        last = period if hit["whole"] == period[:4] else f"{hit['whole']}-12"
        return Time(start, end, text, "year", last, is_date=True)
    month = int(hit["month"])
    year = int(hit["year"] or (int(period[:4]) - (month > int(period[5:]))))
    is_as_of = hit["end"] is not None or hit.string[:start].endswith(("截至", "截止", "截止到", "截至到"))
    is_event = not is_as_of and len(rest) > SHORT and not re.search(r"\d", rest)
    if is_event or (hit["day"] and int(hit["day"]) < MONTH_END):
        return None
    return Time(start, end, text, None if is_as_of else "month", f"{year}-{month:02}", is_date=True)
