"""What each number of a sentence is said of: its noun, place, month and span, and whether it is a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from aixin_cli.publish import places
from aixin_cli.publish.lint.model import Number, Span
from aixin_cli.publish.lint.nouns import Noun, find_nouns, in_aspect, is_same_measure, load_nouns, load_words
from aixin_cli.publish.lint.numbers import read_numbers
from aixin_cli.publish.lint.when import Time, find_times
from aixin_cli.publish.lint.where import Place, find_places

UP = re.compile(r"增长|增加|上升|提高|增幅|提升|新增|增")
DOWN = re.compile(r"下降|减少|降低|回落|降幅|下滑|减")
LEVEL = re.compile(r"持平")
AGAINST = re.compile(r"环比|同比|[比较与同][上去](?:个?月|年)|[比较与同]上年|[比较]20\d\d年|上年同|去年同|[比较]上期")
YEARLY = re.compile(r"同比|[上去]年")
_STOP = re.compile(r"[，。；;！？\n]")
_PAUSE = re.compile(r"[，。；;！？、\n]")
_AFTER = re.compile(r"\s?(?:以上|左右)?(?:的|各类|各级|全省|省级)?")
_AND = re.compile(r"[、和与及]|以及")
_BECAME = re.compile(r"(?:变为|[增升降减]至|(?:增加|提高|上升|下降|减少|降低)[到至])[了约近超过\s]*$")
_SUM = re.compile(r"(?:合计|总计|共计)[为达有约\s]*$")
MANY = 3
"""So many kinds of people in a row are all of them."""


@dataclass(frozen=True)
class Context:
    """What is found around a number; the nouns and places are those it may be of, the likeliest first."""

    nouns: tuple[Noun, ...]
    places: tuple[str | None, ...]
    time: Time | None
    period: str
    spans: tuple[Span, ...]
    """What the number may be of; anything where no word says so."""
    clause: str
    is_plain: bool
    """Whether nothing stands between noun and number that could make it another's."""
    is_otherwise: bool
    """Whether it is said to be of a meeting, a plan, a share."""

    @property
    def direction(self) -> int:
        """1 where the clause says that it grew, -1 where it fell, 0 where neither."""
        ups, downs = [found.end() for found in UP.finditer(self.clause)], [f.end() for f in DOWN.finditer(self.clause)]
        return (max(ups, default=0) > max(downs, default=0)) - (max(ups, default=0) < max(downs, default=0))


@dataclass(frozen=True)
class Sentence:
    """A folded sentence with what is named in it; `above` are the units that its paragraph named before."""

    text: str
    period: str
    numbers: tuple[Number, ...]
    nouns: tuple[tuple[int, int, Noun], ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    above: tuple[str | None, ...] = ()

    @classmethod
    def read(cls, text: str, period: str, above: Sequence[str | None] = ()) -> Sentence:
        """Find all that is named in a sentence."""
        numbers, nouns = tuple(read_numbers(text)), tuple(find_nouns(text))
        found = tuple(find_places(text)), tuple(find_times(text, period))
        return cls(text, period, numbers, nouns, *found, tuple(above))

    def context(self, place: int) -> Context:
        """The context of one of its numbers."""
        number = self.numbers[place]
        begin = self.numbers[place - 1].end if place else 0
        stops = [hit.end() for hit in _STOP.finditer(self.text, 0, number.start)]
        clause = max([begin, *stops])
        time = self._time(number)
        before = self.text[clause : number.start]
        behind = (_PAUSE.search(self.text, number.end) or _end(self.text)).start()
        listed, plans = load_words()["otherwise"]["words"], load_words()["otherwise"]["plans"]
        around = before + self.text[number.end : behind]
        return Context(
            tuple(dict.fromkeys(self._nouns(place, clause, begin))),
            self._places(number),
            time,
            time.period if time else self.period,
            _spans(time),
            before,
            self._is_plain(clause, number),
            any(word in around for word in listed) or any(word in self.text[: number.start] for word in plans),
        )

    def place_before(self, end: int) -> str | None:
        """The unit that a clause is about; None below those that report."""
        before = [place.unit_code for place in self.places if place.end <= end]
        return before[-1] if before else places.province().code

    def _nouns(self, place: int, clause: int, begin: int) -> Iterator[Noun]:
        """The nouns that a number may be of, the likeliest first."""
        number = self.numbers[place]
        if (listed := self._respectively(place)) is not None:
            yield listed
            return
        follows = self._following(number)
        near = [noun for start, end, noun in reversed(self.nouns) if clause <= start and end <= number.start]
        ordered = [*([follows] if follows else []), *near]
        earlier = [noun for start, _, noun in reversed(self.nouns) if start < clause]
        chosen = _fitting(number, ordered) or ordered or _fitting(number, earlier)
        pause = (_PAUSE.search(self.text, number.end) or _end(self.text)).start()
        behind = [noun for start, _, noun in self.nouns if number.end <= start < pause]
        if _SUM.search(self.text[: number.start]):
            chosen = [_everybody()] if chosen and chosen[0].subject > 0 else []
        for noun in dict.fromkeys([*chosen, *behind, *ordered, *earlier]):
            yield from self._with_subject(noun, number, clause)

    def _with_subject(self, noun: Noun, number: Number, clause: int) -> Iterator[Noun]:
        """An aspect is of the subject that was named last; a subject is in the aspect beside it."""
        if noun.subject < 0:
            yield noun
            return
        before = [item for _, end, item in self.nouns if end <= number.start and item.subject >= 0]
        if noun.subject == 0:
            behind = [
                item for start, _, item in self.nouns if number.end <= start < number.end + 4 and item.subject > 0
            ]
            subjects = [item.subject for item in [*reversed(behind), *reversed(before)] if item.subject > 0]
            yield from (in_aspect(subject, noun.aspect) for subject in (*subjects[:1], 0))
            return
        end = (_STOP.search(self.text, number.end) or _end(self.text)).start()
        beside = [item.aspect for start, _, item in self.nouns if clause <= start < end and item.subject == 0]
        yield in_aspect(noun.subject, beside[-1]) if beside else noun
        yield noun

    def _following(self, number: Number) -> Noun | None:
        """The noun right behind a number: 25.1万名党员干部; many kinds of people in a row are all of them."""
        start = _AFTER.match(self.text, number.end)
        at = start.end() if start else number.end
        found = next((item for item in self.nouns if item[0] in {number.end, at}), None)
        if found is None or not number.measure:
            return None
        run, end = [found[2]], found[1]
        while (joint := _AND.match(self.text, end)) is not None:
            after = next((item for item in self.nouns if item[0] == joint.end()), None)
            if after is None or after[2].subject <= 0:
                break
            run.append(after[2])
            end = after[1]
        return _everybody() if len(run) >= MANY and run[0].subject > 0 else found[2]

    def _respectively(self, place: int) -> Noun | None:
        """Of "A and B are x and y, respectively": the noun that stands where the number does."""
        number = self.numbers[place]
        mark = self.text.rfind("分别", 0, number.start)
        if mark < 0 or _STOP.search(self.text, mark, number.start):
            return None
        begin = max([0, *(hit.end() for hit in _STOP.finditer(self.text, 0, mark))])
        named = [noun for start, end, noun in self.nouns if begin <= start and end <= mark]
        turn = sum(mark <= other.start < number.start for other in self.numbers)
        if turn >= len(named):
            return None
        aspects = [noun.aspect for start, _, noun in self.nouns if mark <= start < number.start and noun.aspect]
        noun = named[turn]
        return in_aspect(noun.subject, aspects[-1]) if noun.subject > 0 and aspects else noun

    def _places(self, number: Number) -> tuple[str | None, ...]:
        """The unit named last before the number; without one in the sentence, the paragraph's or the province."""
        before = [place.unit_code for place in self.places if place.end <= number.start]
        if before:
            return (before[-1],)
        return tuple(dict.fromkeys([places.province().code, *self.above]))

    def _time(self, number: Number) -> Time | None:
        """The time that holds for a number: of its clause, of the sentence before it, right behind it."""
        before = [time for time in self.times if time.end <= number.start]
        strong = [time for time in before if not time.is_weak]
        behind = re.compile(r"[（(]").match(self.text, number.end)
        bracket = [time for time in self.times if behind and time.start == behind.end()]
        if bracket:
            return bracket[0]
        if before and before[-1].is_weak and strong and strong[-1].span == "year":
            between = [item for item in self.numbers if strong[-1].end <= item.start < before[-1].start]
            return replace(strong[-1], is_weak=bool(between))
        if before:
            return self._dated(before, number)
        return next((time for time in self.times if not time.is_weak and time.start > number.end), None)

    def _dated(self, before: list[Time], number: Number) -> Time:
        """The last time; a word of span within a month that was named as a date keeps that month."""
        last = before[-1]
        if last.period != self.period and _BECAME.search(self.text[: number.start]):
            return Time(last.start, last.end, last.text, None, self.period)
        dates = [time for time in before if time.is_date and time.period != self.period]
        if last.is_weak and dates:
            return Time(last.start, last.end, dates[-1].text, last.span, dates[-1].period, is_date=True)
        return last

    def _is_plain(self, clause: int, number: Number) -> bool:
        """Whether a clause up to its number is nothing but nouns, places, times and words that join them."""
        marks = [False] * len(self.text)
        spans = [(start, end) for start, end, _ in self.nouns]
        spans += [(place.start, place.end) for place in self.places]
        spans += [(time.start, time.end) for time in self.times]
        spans += [(hit.start(), hit.end()) for hit in _glue().finditer(self.text, clause, number.start)]
        for begin, end in spans:
            marks[begin:end] = [True] * (end - begin)
        return sum(not marks[at] and not self.text[at].isspace() for at in range(clause, number.start)) <= 1


def _spans(time: Time | None) -> tuple[Span, ...]:
    """累计 behind a year's number may be the year's or the whole."""
    if time is None or time.span is None:
        return ()
    return ("year", "total") if time.span == "year" and time.is_weak else (time.span,)


def _fitting(number: Number, nouns: list[Noun]) -> list[Noun]:
    """Those that are counted in what the number is."""
    if number.measure in {"%", "个百分点"} and nouns and nouns[0].unit == "%":
        return nouns
    return [noun for noun in nouns if not number.measure or is_same_measure(number.measure, noun.unit)]


@cache
def _glue() -> re.Pattern[str]:
    words = sorted(load_words()["glue"]["words"], key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@cache
def _everybody() -> Noun:
    """The noun of all recipients."""
    return next(noun for noun in load_nouns() if "F02" in noun.facts)


def _end(text: str) -> re.Match[str]:
    found = re.compile(r"$").search(text)
    assert found is not None
    return found
