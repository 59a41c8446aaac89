"""Which nouns a number may be of, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from aixin_cli.publish.lint.model import Number
from aixin_cli.publish.lint.nouns import Noun, in_aspect, load_nouns, may_be_counted
from aixin_cli.publish.lint.sentence import Sentence

_AFTER = re.compile(r"\s?(?:以上|左右)?(?:的|各类|各级|全省|省级)?")
_AND = re.compile(r"[、和与及]|以及")
_SUM = re.compile(r"(?:合计|总计|共计)[为达有约\s]*$")
MANY = 3
"""So many kinds of people in a row are all of them."""
REACH = 4
"""So far behind a number its subject may stand."""


@dataclass(frozen=True)
class Named:
    """The nouns of a number: those it is likely of, those it may be of if it is right of them."""

    likely: tuple[Noun, ...]
    others: tuple[Noun, ...]
    is_beside: bool
    """Whether the likeliest stands in the number's own clause."""


def name_number(sentence: Sentence, place: int) -> Named:
    """The nouns of one of a sentence's numbers."""
    if (listed := _respectively(sentence, place)) is not None:
        return Named((listed,), (), is_beside=True)
    number, clause = sentence.numbers[place], sentence.clause_start(place)
    follows = _following(sentence, number)
    near = [noun for start, end, noun in reversed(sentence.nouns) if clause <= start and end <= number.start]
    ordered = [*([follows] if follows else []), *near]
    earlier = [noun for start, _, noun in reversed(sentence.nouns) if start < clause]
    carried = _fitting(number, [*sentence.carried])
    sure = carried if len(carried) == 1 else []
    chosen = _fitting(number, ordered) or _loose(ordered) or _fitting(number, earlier) or sure
    if _SUM.search(sentence.text[: number.start]):
        chosen = [_everybody()] if chosen and chosen[0].subject > 0 else []
    end = sentence.clause_end(number.end)
    behind = [noun for start, _, noun in sentence.nouns if number.end <= start < end]
    likely = tuple(_with_subjects(sentence, chosen[:1], number, clause))
    others = _with_subjects(sentence, [*chosen[1:], *behind, *ordered, *earlier, *carried], number, clause)
    return Named(likely, tuple(item for item in dict.fromkeys(others) if item not in likely), bool(ordered))


def _fitting(number: Number, nouns: list[Noun]) -> list[Noun]:
    """Those that are counted in what the number is; whatever is counted may have changed by a rate."""
    if number.measure in {"%", "个百分点"}:
        return nouns
    return [noun for noun in nouns if not number.measure or may_be_counted(noun, number.measure)]


def _loose(nouns: list[Noun]) -> list[Noun]:
    """Those that may be meant though they are counted otherwise."""
    return [noun for noun in nouns if not noun.is_strict]


def _with_subjects(sentence: Sentence, nouns: Iterable[Noun], number: Number, clause: int) -> Iterator[Noun]:
    for noun in nouns:
        yield from _with_subject(sentence, noun, number, clause)


def _with_subject(sentence: Sentence, noun: Noun, number: Number, clause: int) -> Iterator[Noun]:
    """An aspect is of the subject that was named last; a subject is in the aspect beside it."""
    if noun.subject < 0:
        yield noun
    elif noun.subject == 0:
        behind = [item for start, _, item in sentence.nouns if number.end <= start < number.end + REACH]
        before = [item for _, end, item in sentence.nouns if end <= number.start]
        subjects = [item.subject for item in (*reversed(behind), *reversed(before)) if item.subject > 0]
        yield from (in_aspect(subject, noun.aspect) for subject in (*subjects[:1], 0))
    else:
        end = sentence.clause_end(number.end)
        beside = [item.aspect for start, _, item in sentence.nouns if clause <= start < end and item.subject == 0]
        yield in_aspect(noun.subject, beside[-1]) if beside else noun
        yield noun


def _following(sentence: Sentence, number: Number) -> Noun | None:
    """The noun right behind a number: 25.1万名党员干部; many kinds of people in a row are all of them."""
    start = _AFTER.match(sentence.text, number.end)
    begins = {number.end, start.end() if start else number.end}
    found = next((item for item in sentence.nouns if item[0] in begins), None)
    if found is None or not number.measure:
        return None
    run, end = [found[2]], found[1]
    while (joint := _AND.match(sentence.text, end)) is not None:
        after = next((item for item in sentence.nouns if item[0] == joint.end()), None)
        if after is None or after[2].subject <= 0:
            break
        run.append(after[2])
        end = after[1]
    return _everybody() if len(run) >= MANY and run[0].subject > 0 else found[2]


def _respectively(sentence: Sentence, place: int) -> Noun | None:
    """Of "A and B are x and y, respectively": the noun that stands where the number does."""
    number = sentence.numbers[place]
    mark = sentence.text.rfind("分别", 0, number.start)
    if mark < 0 or sentence.stops_between(mark, number.start):
        return None
    begin = max((at for at in range(mark) if sentence.clause_end(at) == at), default=-1) + 1
    named = [noun for start, end, noun in sentence.nouns if begin <= start and end <= mark] or list(sentence.carried)
    turn = sum(mark <= other.start < number.start for other in sentence.numbers)
    if turn >= len(named):
        return None
    aspects = [noun.aspect for start, _, noun in sentence.nouns if mark <= start < number.start and noun.aspect]
    noun = named[turn]
    return in_aspect(noun.subject, aspects[-1]) if noun.subject > 0 and aspects else noun


@cache
def _everybody() -> Noun:
    """The noun of all recipients."""
    return next(noun for noun in load_nouns() if "F02" in noun.facts)
