"""Parts that don't add up: 其中 … more than the whole, 合计 that isn't their sum, 占x% that isn't a share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aixin_cli.publish import row_names
from aixin_cli.publish.lint.facts import HUNDRED, Facts
from aixin_cli.publish.lint.model import Number
from aixin_cli.publish.lint.nouns import is_same_measure, load_words, noun_by_word
from aixin_cli.publish.lint.sentence import Sentence
from aixin_cli.publish.number_style import SCALES, strip_noughts
from aixin_cli.publish.text.changes import print_share

_OPENS = re.compile(r"其中|包括|分别")
_CLOSES = re.compile(r"(?:合计|总计|共计|总共)[^，。；、]{0,6}$")
_BREAK = re.compile(r"[。；;！？]|其中")
_SHARE = re.compile(r"[，,、（(]?\s?占比?(?P<whole>[^，。；、\d]{0,16}?)(?:的(?:比重|比例)?)?[为达约\s]*")
_HOLDS = re.compile(r"其中|包括|中[，,]")
_ITSELF = re.compile(r"(?:其|总)?(?:总数|总量|总人数|比重|比例)?")
_OF_ALL = re.compile(r"^(?:全省|全部)|(?:总数|总量|总人数)$")
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


@dataclass(frozen=True)
class Share:
    """What 占x% right behind a part should be: the places of both."""

    place: int
    part: int
    should: str
    is_right: bool


def find_shares(sentence: Sentence, facts: Facts) -> Iterator[Share]:
    """The shares whose part stands right before them, and whose whole is known; right where any whole makes them so."""
    for place in range(1, len(sentence.numbers)):
        number, part = sentence.numbers[place], sentence.numbers[place - 1]
        said = _SHARE.fullmatch(sentence.text, part.end, number.start)
        if said is None or number.measure != "%" or number.bound or part.is_loose or not part.measure:
            continue
        wholes = _wholes(sentence, place - 1, said["whole"], facts)
        is_right = any(_is_share(number, part, whole, slack) for whole, slack in wholes.items())
        if is_right or len(wholes) == 1:
            yield Share(place, place - 1, print_share(part.value / next(iter(wholes))) or "", is_right)


def _wholes(sentence: Sentence, place: int, said: str, facts: Facts) -> dict[Decimal, Decimal]:
    """What a part may be a part of, each with what it may be rounded by: the numbers before it, or the noun named."""
    part = sentence.numbers[place]
    if _ITSELF.fullmatch(said):
        # Of 孤儿19人（占10.9%），特困人员67人 neither is the other's whole: a whole says that it holds parts.
        before = [number for number in sentence.numbers[:place] if _is_alike(part, number)]
        holding = [number for number in before if _HOLDS.search(sentence.text, number.end, part.start)]
        free = [number for number in holding if not _SHARE.match(sentence.text, number.end)]
        return {number.value: _slack([number]) for number in free if number.value > part.value}
    noun, unit = noun_by_word().get(_OF_ALL.sub("", said)), sentence.place_at(part.start)
    if noun is None or unit is None:
        return {}
    code = row_names.province().code if not unit or said.startswith("全省") else unit
    known = {fact.value for fact in facts.at(noun, code, facts.period) if fact.span == "now"}
    return dict.fromkeys((value for value in known if value > part.value), Decimal(0))


def _is_share(number: Number, part: Number, whole: Decimal, slack: Decimal) -> bool:
    """Whether it may be written so, however part and whole are rounded."""
    least = (part.value - _slack([part])) / (whole + slack) * HUNDRED
    most = (part.value + _slack([part])) / (whole - slack) * HUNDRED
    return 2 * (least - number.value) <= number.step and 2 * (number.value - most) <= number.step


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
