"""Finds the span of months or days that a text names: 2024年11月—2025年1月, 12月1日至31日, 第四季度."""

from __future__ import annotations

import re

from aixin_cli.read.owner.months import plain_digits

Span = tuple[str, str]
"""The first and the last month."""
PROGRAMME = "2023-05"
"""A span from here is all since the programme began: its last month is meant."""
_MONTH = r"(1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:(20\d\d)\s*(?:年度?|[-./])\s*)?"
_TO = r"\s*[-—－–~～至到、和及与/]+\s*"
_BEFORE = r"(?<![\dA-Za-z._\-表件第号自从至年])"
"""No span begins behind these: AX02-12月 and 附件1-12月 number files; 自 begins what isn't a return's time."""
_MONTHS = re.compile(
    rf"{_BEFORE}{_YEAR}{_MONTH}\s*(?:月份?)?{_TO}(?:{_YEAR}{_MONTH}\s*月(?!\s*\d)|(20\d\d)[-./]{_MONTH}(?!\d))"
)
_DAYS = re.compile(
    rf"{_BEFORE}{_YEAR}{_MONTH}\s*[月\-./]\s*{_DAY}\s*日?{_TO}"
    rf"(?:(?:(20\d\d)\s*[年\-./]\s*)?{_MONTH}\s*[月\-./]\s*)?{_DAY}(?!\d)\s*日?"
)
_PACKED = re.compile(
    r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(?:[0-3]\d)?[-—－–~～至到]+(20\d\d)(1[0-2]|0[1-9])(?:[0-3]\d)?(?!\d)"
)
_QUARTER = re.compile(
    r"(?:(20\d\d)\s*年?度?\s*)?(?:(?:第\s*(?=[一二三四1-4]\s*季)|(?=[一二三四1-4]\s*季度))([一二三四1-4])\s*季"
    r"|[Qq]([1-4])(?![A-Za-z\d])|([上下])半年)"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_SINGLE = re.compile(rf"(?<![\d.]){_MONTH}\s*月")


def find_span(text: str, declared: str | None) -> Span | None:
    """Return the first and last month of a span in a text; years that it doesn't say are those of the declared period.

    None where it names none, or nothing tells its year.
    """
    text = plain_digits(text)
    if found := _PACKED.search(text):
        return f"{found[1]}-{found[2]}", f"{found[3]}-{found[4]}"
    if found := _MONTHS.search(text):
        year, month = found[3] or found[5], found[4] or found[6]
        return _dated((found[1], found[2]), (year, month), declared)
    if found := _DAYS.search(text):
        return _dated((found[1], found[2]), (found[3], found[4] or found[2]), declared)
    found = None if _SINGLE.search(text) else _QUARTER.search(text)
    return _quarter(found, declared) if found else None


def meant_month(span: Span) -> str | None:
    """Return the one month that a span means: its own, or the last one so far of a year or of the programme."""
    first, last = span
    is_so_far = first == PROGRAMME or (first[5:] == "01" and first[:4] == last[:4])
    return last if first == last or is_so_far else None


def _dated(first: tuple[str | None, str], last: tuple[str | None, str], declared: str | None) -> Span | None:
    """Give years to the months: the first's holds for the last where that is later in the year, else the next."""
    months = int(first[1]), int(last[1])
    turns = int(months[1] < months[0])
    if first[0] is not None:
        years = int(first[0]), int(last[0] or int(first[0]) + turns)
    else:
        end = last[0] or (declared and str(int(declared[:4]) - int(months[1] > int(declared[5:]))))
        if not end:
            return None
        years = int(end) - turns, int(end)
    return f"{years[0]}-{months[0]:02d}", f"{years[1]}-{months[1]:02d}"


def _quarter(found: re.Match[str], declared: str | None) -> Span | None:
    year = found[1] or (declared and declared[:4])
    if not year:
        return None
    if found[4]:
        first, last = (1, 6) if found[4] == "上" else (7, 12)
    else:
        last = 3 * (_QUARTERS.get(found[2] or "") or int(found[2] or found[3]))
        first = last - 2
    return f"{year}-{first:02d}", f"{year}-{last:02d}"
