"""Finds the month or day that a text names, in the ways people write them."""

from __future__ import annotations

import re

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_HAN_YEAR = re.compile(r"二[〇○零Oo0][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_MONTH = re.compile(r"(?:(?<=[年县区市州度至到和及])|(?<![\u3400-\u9fff]))(十[一二]?|[一二三四五六七八九])(?=月)")
_YEAR = r"(?<!\d)(20\d\d)\s*"
_SHORT_YEAR = re.compile(r"(?<!\d)([2-3]\d)(?=\s*年度?\s*(?:1[0-2]|0?[1-9])\s*月)")
_TWELFTHS = r"(1[0-2]|0?[1-9])"
_RANGE = re.compile(rf"{_YEAR}年度?\s*0?1\s*月?\s*(?:[-—－~～至到]|--)\s*{_TWELFTHS}\s*月")
_MONTH = re.compile(rf"{_YEAR}(?:年度?|[-./_])\s*{_TWELFTHS}(?![\d])(?!\s*[-./月]\s*\d)")
_ISSUE = re.compile(rf"{_YEAR}年度?\s*第\s*{_TWELFTHS}\s*期")
_PACKED = re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(?!\d)")
_ALONE = re.compile(rf"(?<!\d)(?<!年)(?<!年 ){_TWELFTHS}\s*月份?(?!\s*\d)")
_AS_OF = re.compile(rf"(?:截至|截止)[^\d]{{0,6}}(20\d\d)\s*[年\-./]\s*{_TWELFTHS}\s*[月\-./]")
_SINCE = re.compile(
    r"自\s*(?:20\d\d\s*年)?\s*\d{1,2}\s*月(?!\s*\d)|(?:20\d\d\s*年)?(?<!\d)\d{1,2}\s*月份?\s*"
    r"(?:启动|开始|以来|起|至今|以前|之前|以后|之后|(?:[-—－~～至到]|--)\s*(?=20\d\d))"
)
"""A month from which something goes on, or the first of several: no return's month."""
_DAY = re.compile(r"(20\d\d)\s*[年\-./]\s*(1[0-2]|0?[1-9])\s*[月\-./]\s*(3[01]|[12]\d|0?[1-9])\s*日?")
_DAY_PACKED = re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)")


def find_period(text: str, declared: str | None) -> str | None:
    """Return the month a text names; a month without a year takes it from the declared period.

    A full date is a day on which something was done, not the month of a return; 截至 says that it is.
    """
    text = plain_digits(text)
    without_days = _SINCE.sub(" ", _DAY_PACKED.sub(" ", _DAY.sub(" ", text)))
    for pattern, source in (
        (_RANGE, text), (_ISSUE, without_days), (_MONTH, without_days), (_PACKED, without_days), (_AS_OF, text),
    ):  # fmt: skip
        found = pattern.search(source)
        if found:
            return f"{found[1]}-{int(found[2]):02d}"
    alone = _ALONE.search(without_days)
    if alone is None or declared is None:
        return None
    year, month = int(declared[:4]), int(alone[1])
    return f"{year - (month > int(declared[5:]))}-{month:02d}"


def find_day(text: str) -> str | None:
    """Return the first full date in a text as an ISO date."""
    text = plain_digits(text)
    found = _DAY.search(text) or _DAY_PACKED.search(text)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else None


def plain_digits(text: str) -> str:
    """Return the text with years and months in figures: 二〇二四年十二月 and 24年12月 give 2024年12月."""
    text = text.translate(_WIDE)
    text = _HAN_YEAR.sub(lambda found: found[0].translate(_HAN), text)
    text = _HAN_MONTH.sub(lambda found: str(_month_number(found[1])), text)
    return _SHORT_YEAR.sub(r"20\1", text)


def _month_number(word: str) -> int:
    if not word.startswith("十"):
        return int(word.translate(_HAN))
    return 10 + (int(word[1:].translate(_HAN)) if len(word) > 1 else 0)
