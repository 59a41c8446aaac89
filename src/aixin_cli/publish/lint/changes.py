"""A change beside what the months say: 环比增长3.2%, 提高0.5个百分点, 比上月增加120名, 持平."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from aixin_cli.forms.periods import move_period
from aixin_cli.publish import row_names
from aixin_cli.publish.lint.context import LEVEL, YEARLY, Context
from aixin_cli.publish.lint.facts import HUNDRED, Facts
from aixin_cli.publish.lint.model import Fact, Finding, Number, Span
from aixin_cli.publish.lint.nouns import Noun, may_be_counted
from aixin_cli.publish.lint.printing import print_fact, print_rate
from aixin_cli.publish.lint.sentence import Sentence
from aixin_cli.publish.number_style import round_half

UNKNOWN = Finding(0, "", "", "unverified")
TELLING = 10
"""A smaller number is like another by chance."""
PLACE = Decimal("0.1")
"""The last place of a percentage."""
COMPARED: tuple[Span, ...] = ("now", "total", "month")
LITTLE = Decimal("0.5")
"""What 基本持平 may hide, in percent."""


def judge_change(number: Number, context: Context, noun: Noun, place: str, facts: Facts) -> Finding:
    """What a number of a change is."""
    asked = _Asked(noun, place, facts, _is_yearly(context.clause))
    if number.measure in {"%", "个百分点"}:
        return _judge_points(number, context, asked) if noun.unit == "%" else _judge_rate(number, context, asked)
    return _judge_amount(number, context, asked)


@dataclass(frozen=True)
class _Asked:
    """What is said to have changed, where, and since last month or since last year."""

    noun: Noun
    place: str
    facts: Facts
    is_yearly: bool

    def amounts(self) -> Iterator[Fact]:
        """The differences that a change may be: of the month's end, of what was added up, of the month itself."""
        now, before = self._by_span(self.facts.period), self._by_span(self._base)
        for span in COMPARED:
            if span in now and span in before:
                yield replace(now[span], value=now[span].value - before[span].value)

    def rates(self) -> Iterator[Fact]:
        """The rates that a change may be: as the store has it, else of two months."""
        now, before = self._by_span(self.facts.period), self._by_span(self._base)
        wanted: Span = "yearly" if self.is_yearly else "growth"
        if wanted in now:
            yield now[wanted]
        for span in ("now", "month"):
            if span in now and span in before and before[span].value:
                rate = (now[span].value - before[span].value) / before[span].value * HUNDRED
                yield replace(now[span], value=round_half(rate, 2))

    @property
    def _base(self) -> str:
        return move_period(self.facts.period, -12 if self.is_yearly else -1)

    def _by_span(self, period: str) -> dict[str, Fact]:
        return {fact.span: fact for fact in reversed(self.facts.at(self.noun, self.place, period))}


def _judge_points(number: Number, context: Context, asked: _Asked) -> Finding:
    known = list(asked.amounts())
    if number.measure == "%":
        should = f"{number.text.rstrip('%').strip()}个百分点"
        return Finding(0, "", "", "points", should, asked.noun.facts[0])
    if not known:
        return UNKNOWN
    return _beside(number, context, known, f"{print_rate(known[0].value)}个百分点", ("提高", "下降"))


def _judge_rate(number: Number, context: Context, asked: _Asked) -> Finding:
    known = list(asked.rates())
    if number.measure == "个百分点":
        should = f"{print_rate(known[0].value)}%" if known else number.text.replace("个百分点", "%")
        return Finding(0, "", "", "points", should, asked.noun.facts[0])
    if not known:
        return UNKNOWN
    return _beside(number, context, known, f"{print_rate(known[0].value)}%", ("增长", "下降"))


def _judge_amount(number: Number, context: Context, asked: _Asked) -> Finding:
    known = sorted(asked.amounts(), key=lambda fact: fact.span not in context.spans)
    if not may_be_counted(asked.noun, number.measure):
        known = [fact for fact in known if number.value >= TELLING and _fits(number, abs(fact.value))]
    if not known:
        return UNKNOWN
    should = print_fact(abs(known[0].value), asked.noun, known[0].source)
    if not may_be_counted(asked.noun, number.measure):
        return Finding(0, "", "", "unit", should, known[0].source)
    return _beside(number, context, known, should, ("增加", "减少"))


def _beside(number: Number, context: Context, known: list[Fact], should: str, words: tuple[str, str]) -> Finding:
    """A change's size and direction beside those that are known."""
    near = [fact for fact in known if _fits(number, abs(fact.value))]
    first = (near or known)[0]
    wrong = Finding(0, "", "", "value", (words[0] if first.value > 0 else words[1]) + should, first.source)
    if context.direction and first.value and (context.direction > 0) != (first.value > 0):
        return replace(wrong, kind="direction")
    if near:
        return replace(wrong, kind="right", should="")
    is_rounded = any(abs(number.value - abs(fact.value)) < number.step < 1 for fact in known)
    return replace(wrong, kind="rounding") if is_rounded else wrong


def _fits(number: Number, value: Decimal) -> bool:
    """Whether a change may be written so; a share of a hundred has one place."""
    if number.measure in {"%", "个百分点"} and number.step < PLACE:
        return False
    return abs(number.value - value) * 2 <= number.step


def _is_yearly(clause: str) -> bool:
    return bool(YEARLY.search(clause)) and "环比" not in clause


def judge_level(sentence: Sentence, start: int, end: int, facts: Facts) -> Finding | None:
    """A clause without a number that says 持平: wrong where the noun before it changed."""
    clause = sentence.text[start:end]
    mark = LEVEL.search(clause)
    nouns = [noun for begin, _, noun in sentence.nouns if begin < end]
    place = sentence.place_at(end)
    if mark is None or not nouns or place is None:
        return None
    place = place or row_names.province().code
    known = list(_Asked(nouns[-1], place, facts, _is_yearly(clause)).rates())
    most = LITTLE if "基本持平" in clause else PLACE / 2
    if not known or any(abs(fact.value) < most for fact in known):
        return None
    word = "增长" if known[0].value > 0 else "下降"
    return Finding(0, "", mark[0], "direction", f"{word}{print_rate(known[0].value)}%", known[0].source)
