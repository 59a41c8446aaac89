"""A sentence with all that is named in it: numbers, nouns, places, times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aixin_cli.publish import row_names
from aixin_cli.publish.lint.model import Number
from aixin_cli.publish.lint.nouns import Noun, find_nouns
from aixin_cli.publish.lint.numbers import read_numbers
from aixin_cli.publish.lint.when import Time, find_times
from aixin_cli.publish.lint.where import HERE, Place, find_places

_STOP = re.compile(r"[，。；;！？\n]")
_PAUSE = re.compile(r"[，。；;！？、\n]")


@dataclass(frozen=True)
class Sentence:
    """A folded sentence; `above` are the units that its paragraph or heading named before."""

    text: str
    period: str
    numbers: tuple[Number, ...]
    nouns: tuple[tuple[int, int, Noun], ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    above: tuple[str, ...] = ()
    carried: tuple[Noun, ...] = ()
    """What the sentence before was about, where this one names nothing: 其中本月50人次."""

    @classmethod
    def read(cls, text: str, period: str, above: Sequence[str] = (), carried: Sequence[Noun] = ()) -> Sentence:
        """Find all that is named in a sentence."""
        numbers, nouns = tuple(read_numbers(text)), tuple(find_nouns(text))
        found = tuple(find_places(text)), tuple(find_times(text, period))
        return cls(text, period, numbers, nouns, *found, tuple(above), () if nouns else tuple(carried))

    @property
    def topics(self) -> tuple[Noun, ...]:
        """What it is about, in its order."""
        return tuple(dict.fromkeys(noun for _, _, noun in self.nouns)) or self.carried

    def clause_start(self, place: int) -> int:
        """Where the clause of a number begins, behind the number before it."""
        begin = self.numbers[place - 1].end if place else 0
        return max([begin, *(hit.end() for hit in _STOP.finditer(self.text, 0, self.numbers[place].start))])

    def clause_end(self, at: int) -> int:
        """Where the clause ends."""
        return _next(_STOP, self.text, at)

    def pause(self, at: int) -> int:
        """Where the clause or the item of a list ends."""
        return _next(_PAUSE, self.text, at)

    def stops_between(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places."""
        return _STOP.search(self.text, start, end) is not None

    def counts_between(self, start: int, end: int) -> bool:
        """Whether a number stands between two places."""
        return any(start <= number.start < end for number in self.numbers)

    def place_at(self, end: int) -> str | None:
        """The unit that was named last; "" where none was, None of a place that has no figures."""
        before = [place.unit_code for place in self.places if place.end <= end]
        if not before:
            return ""
        # 全县 is the county that was named before, if one was.
        return next(iter(self.above), None) if before[-1] == HERE else before[-1]

    def places_of(self, number: Number) -> tuple[str, ...]:
        """The units that a number may be of: the one named last, else the province or those named above."""
        named = self.place_at(number.start)
        if named == "":
            return tuple(dict.fromkeys([row_names.province().code, *self.above]))
        return () if named is None else (named,)


def _next(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.search(text, at)
    return found.start() if found else len(text)
