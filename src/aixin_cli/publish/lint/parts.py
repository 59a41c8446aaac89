"""Parts that don't add up: 其中 …, … more than their whole, 合计 that isn't their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aixin_cli.publish.lint.model import Number
from aixin_cli.publish.lint.nouns import is_same_measure, load_words
from aixin_cli.publish.number_style import SCALES, strip_noughts

_OPENS = re.compile(r"其中|包括|分别")
_CLOSES = re.compile(r"(?:合计|总计|共计|总共)[^，。；、]{0,6}$")
_BREAK = re.compile(r"[。；;！？]|其中")
_OTHER = re.compile(r"本月|今年|本年|上月|累计|比上|较上|环比|同比|以来|\d月")


@dataclass(frozen=True)
class Sum:
    """A whole that its parts contradict: the number's place, and what the parts come to."""

    place: int
    should: str
    parts: tuple[int, ...]
    """The places of the parts."""


def find_wrong_sums(text: str, numbers: Sequence[Number]) -> Iterator[Sum]:
    """The wholes of a sentence that their parts don't come to."""
    for place, whole in enumerate(numbers):
        parts = _parts_behind(text, numbers, place)
        if parts and _total(parts) > whole.value + _slack([whole, *parts]):
            yield Sum(place, _printed(parts, whole), tuple(map(numbers.index, parts)))
        before = _parts_before(text, numbers, place)
        if len(before) > 1 and abs(_total(before) - whole.value) > _slack([whole, *before]):
            yield Sum(place, _printed(before, whole), tuple(map(numbers.index, before)))


def _parts_behind(text: str, numbers: Sequence[Number], place: int) -> list[Number]:
    """The numbers behind 其中 or 包括 that are counted like the whole, up to the next pause of sense."""
    whole = numbers[place]
    if place + 1 == len(numbers) or whole.is_loose:
        return []
    mark = _OPENS.search(text, whole.end, numbers[place + 1].start)
    if mark is None or mark[0] == "分别":
        return []
    return list(_run(text, numbers[place + 1 :], whole, mark.end()))


def _run(text: str, numbers: Sequence[Number], whole: Number, start: int) -> Iterator[Number]:
    for number in numbers:
        between = text[start : number.start]
        if _BREAK.search(between) or _OTHER.search(between) or not _is_alike(number, whole):
            return
        yield number
        start = number.end


def _parts_before(text: str, numbers: Sequence[Number], place: int) -> list[Number]:
    """The numbers before 合计 that are counted like it, back to the last pause of sense."""
    whole = numbers[place]
    if not _CLOSES.search(text[: whole.start]):
        return []
    found: list[Number] = []
    end = whole.start
    for number in reversed(numbers[:place]):
        between = text[number.end : end]
        if _BREAK.search(between) or not _is_alike(number, whole) or (found and _OTHER.search(between)):
            break
        found.append(number)
        end = number.start
    return found


def _is_alike(number: Number, whole: Number) -> bool:
    if not number.measure or number.measure == "%" or number.is_loose or number.bound:
        return False
    people = {*load_words()["alike"]["人"]}
    is_same = is_same_measure(number.measure, whole.measure) or is_same_measure(whole.measure, number.measure)
    return is_same or {number.measure, whole.measure} <= people


def _total(numbers: Sequence[Number]) -> Decimal:
    return sum((number.value for number in numbers), Decimal(0))


def _slack(numbers: Sequence[Number]) -> Decimal:
    """What rounding may make of a sum."""
    return sum((number.step for number in numbers if number.step > 1), Decimal(0)) / 2


def _printed(parts: Sequence[Number], whole: Number) -> str:
    total = _total(parts)
    for scale, word in reversed(SCALES[1:]):
        if whole.value >= scale and total >= scale:
            return strip_noughts((total / scale).quantize(Decimal("0.0001"))) + word + whole.measure
    return strip_noughts(total) + whole.measure
