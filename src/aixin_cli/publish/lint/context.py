"""What each number of a sentence is said of: its nouns, places, month and span, and whether it is a change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from aixin_cli.publish.lint.model import Number, Span
from aixin_cli.publish.lint.naming import Named, name_number
from aixin_cli.publish.lint.nouns import load_words, match_any
from aixin_cli.publish.lint.sentence import Sentence
from aixin_cli.publish.lint.when import Time

UP = re.compile(r"增长|增加|上升|提高|增幅|提升|新增|增")
DOWN = re.compile(r"下降|减少|降低|回落|降幅|下滑|减")
LEVEL = re.compile(r"持平")
AGAINST = re.compile(r"环比|同比|[比较与同][上去](?:个?月|年)|[比较与同]上年|[比较]20\d\d年|上年同|去年同|[比较]上期")
YEARLY = re.compile(r"同比|[上去]年")
UNIDENTIFIED = "身份待核实"
_BECAME = re.compile(r"(?:变为|[增升降减]至|(?:增加|提高|上升|下降|减少|降低)[到至])[了约近超过\s]*$")
_BRACKET = re.compile(r"[（(]")
# How many times a number may be another and still be meant: where its clause says nothing else, of a place that is
# named or not; where the noun stands beside it among other words; where the noun stands in another clause.
SURE, PLAIN, BESIDE, CARRIED = Decimal("Infinity"), Decimal(8), Decimal("1.1"), Decimal("1.02")


@dataclass(frozen=True)
class Context:
    """What is found around a number."""

    named: Named
    places: tuple[str, ...]
    """The units it may be of; none where it is of a place that has no figures."""
    time: Time | None
    period: str
    spans: tuple[Span, ...]
    """What it may be of; anything where no word says so."""
    clause: str
    is_against: bool
    """Whether another month is what it is held against."""
    is_plain: bool
    """Whether nothing stands between noun and number that could make it another's."""
    is_otherwise: bool
    """Whether it is said to be of a meeting, a plan, a share."""
    reach: Decimal

    @property
    def direction(self) -> int:
        """1 where the clause says that it grew, -1 where it fell, 0 where neither."""
        up = max((hit.end() for hit in UP.finditer(self.clause)), default=0)
        down = max((hit.end() for hit in DOWN.finditer(self.clause)), default=0)
        return (up > down) - (up < down)

    @property
    def is_change(self) -> bool:
        """Whether the number is said to be a change against another month, and not what came of it."""
        return bool(self.direction) and self.is_against


def read_context(sentence: Sentence, place: int) -> Context:
    """The context of one of a sentence's numbers."""
    number, clause = sentence.numbers[place], sentence.clause_start(place)
    named, time = name_number(sentence, place), _time(sentence, number)
    before = sentence.text[clause : number.start]
    around = before + sentence.text[number.end : sentence.pause(number.end)]
    words = load_words()["otherwise"]
    is_other = any(word in around for word in words["words"])
    is_plan = any(word in sentence.text[: number.start] for word in words["plans"])
    is_plain = _is_plain(sentence, clause, number.start)
    # 法律援助259件，其中诉讼类100件: a part that nobody publishes isn't the whole.
    is_part = "其中" in before and not is_plain and not named.is_beside
    period = time.period if time else sentence.period
    spans: tuple[Span, ...] = ("unidentified",) if UNIDENTIFIED in sentence.text else _spans(time)
    since = sentence.numbers[place - 1].end if place else 0
    is_against = AGAINST.search(sentence.text, since, number.start) is not None
    found = (named, sentence.places_of(number), time, period, spans, before, is_against)
    return Context(*found, is_plain, is_other or is_plan or is_part, _reach(sentence, place, named))


def _reach(sentence: Sentence, place: int, named: Named) -> Decimal:
    """How many times a number may be another and still be meant."""
    number, clause = sentence.numbers[place], sentence.clause_start(place)
    if not _is_plain(sentence, clause, number.start):
        return BESIDE if named.is_beside else CARRIED
    after = [sentence.pause(number.end), *(other.start for other in sentence.numbers[place + 1 :])]
    is_sure = sentence.place_at(number.start) and _is_plain(sentence, number.end, min(after))
    return SURE if is_sure else PLAIN


def _time(sentence: Sentence, number: Number) -> Time | None:
    """The time that holds for a number: of its clause, of the sentence before it, right behind it."""
    before = [time for time in sentence.times if time.end <= number.start]
    strong = [time for time in before if not time.is_weak]
    bracket = _BRACKET.match(sentence.text, number.end)
    inside = [time for time in sentence.times if bracket and time.start == bracket.end()]
    if inside:
        return inside[0]
    if before and before[-1].is_weak and strong and strong[-1].span == "year":
        between = [item for item in sentence.numbers if strong[-1].end <= item.start < before[-1].start]
        return replace(strong[-1], is_weak=bool(between))
    if before:
        return _dated(sentence, before, number)
    # 帮助群众267人次，本月14人次: a time that another number follows is that one's.
    behind = (time for time in sentence.times if not time.is_weak and time.start > number.end)
    return next((time for time in behind if not sentence.counts_between(time.end, sentence.clause_end(time.end))), None)


def _dated(sentence: Sentence, before: list[Time], number: Number) -> Time:
    """The last time; a word of span within a month that was named as a date keeps that month."""
    last = before[-1]
    if last.period != sentence.period and _BECAME.search(sentence.text[: number.start]):
        return replace(last, span=None, period=sentence.period)
    dates = [time for time in before if time.is_date and time.period != sentence.period]
    if last.is_weak and dates:
        return replace(last, text=dates[-1].text, period=dates[-1].period, is_date=True)
    return last


def _spans(time: Time | None) -> tuple[Span, ...]:
    """累计 behind a year's number may be the year's or the whole."""
    if time is None or time.span is None:
        return ()
    return ("year", "total") if time.span == "year" and time.is_weak else (time.span,)


def _is_plain(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a stretch is nothing but nouns, places, times and words that join them."""
    text = sentence.text
    known = [(start, stop) for start, stop, _ in sentence.nouns]
    known += [(item.start, item.end) for item in sentence.places]
    known += [(item.start, item.end) for item in sentence.times]
    known += [(hit.start(), hit.end()) for hit in _glue().finditer(text, begin, end)]
    left = [at for at in range(begin, end) if not any(start <= at < stop for start, stop in known)]
    return sum(not text[at].isspace() for at in left) <= 1


@cache
def _glue() -> re.Pattern[str]:
    return re.compile(match_any(load_words()["glue"]["words"]))
