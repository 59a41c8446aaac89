"""A number beside what the month says: right, or wrong in which way, and what should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from aixin_cli.publish import row_names
from aixin_cli.publish.lint.changes import judge_change
from aixin_cli.publish.lint.context import Context
from aixin_cli.publish.lint.facts import Facts
from aixin_cli.publish.lint.model import Fact, Finding, Kind, Number, Span
from aixin_cli.publish.lint.nouns import Noun, may_be_counted
from aixin_cli.publish.lint.printing import is_rounded_otherwise, is_written_otherwise, print_fact
from aixin_cli.sheets.words import period_text

RIGHT: tuple[Kind, ...] = ("right", "style", "unit")
"""What makes one of several nouns the right one, the best first."""
SLIPPED = 3
"""A number of fewer digits is like another by chance."""
MOST_OTHERS = 4
"""So many further nouns around a number are asked whether it is right of them."""
PLAIN_SPANS: tuple[Span, ...] = ("now", "total", "year", "month", "person", "hundred")
ANY_SPAN: tuple[Span, ...] = ("now", "person", "hundred")
"""What is meant whatever span is named."""
SPAN_WORDS = {"month": "本月", "year": "本年", "total": "启动以来累计", "now": "期末"}
UNKNOWN = Finding(0, "", "", "unverified")


def judge(number: Number, context: Context, facts: Facts) -> Finding:
    """What a number is; of the nouns and places that it may be of, the one for which it is right."""
    if number.is_loose:
        return UNKNOWN
    likely = list(_judge_all(number, context, context.named.likely, facts))
    others = list(_judge_all(number, context, context.named.others[:MOST_OTHERS], facts))
    right = next((item for kind in RIGHT for item in (*likely, *others) if item.kind == kind), None)
    if context.is_otherwise:
        return right if right and right.severity != "error" else UNKNOWN
    return right or next((item for item in likely if item.kind != "unverified"), (*likely, UNKNOWN)[0])


def _judge_all(number: Number, context: Context, nouns: Iterable[Noun], facts: Facts) -> Iterator[Finding]:
    for noun in nouns:
        for place in _places(context, noun):
            yield _judge_one(number, context, noun, place, facts)


def _places(context: Context, noun: Noun) -> list[str]:
    """Where a noun may be counted; of returns there is one number for all."""
    if noun.facts[0].startswith("returns."):
        return [row_names.province().code]
    return list(context.places)


def _judge_one(number: Number, context: Context, noun: Noun, place: str, facts: Facts) -> Finding:
    is_rate = number.measure in {"%", "个百分点"}
    is_quarter = context.spans == ("quarter",)
    if is_quarter and context.is_against:
        return UNKNOWN
    if context.is_change or (is_rate and (context.direction or context.is_against)):
        return judge_change(number, context, noun, place, facts)
    wanted = context.spans if context.spans == ("unidentified",) else ANY_SPAN if is_quarter else PLAIN_SPANS
    known = [fact for fact in facts.at(noun, place, context.period) if fact.span in wanted]
    if context.direction and "新增" in context.clause and not any(fact.span == "month" for fact in known):
        return judge_change(number, context, noun, place, facts)
    if not known:
        return _of_unknown_month(number, context, noun, place, facts)
    return _judge_value(number, context, noun, known, facts)


def _of_unknown_month(number: Number, context: Context, noun: Noun, place: str, facts: Facts) -> Finding:
    """Of a month that nobody has: where it is this month's value, the date is wrong."""
    now = [fact for fact in facts.at(noun, place, facts.period) if fact.span in PLAIN_SPANS]
    return _wrong_date(number, context, noun, now, facts) or UNKNOWN


def _wrong_date(number: Number, context: Context, noun: Noun, now: list[Fact], facts: Facts) -> Finding | None:
    """A finding where a sentence's date is another month's and its number this month's."""
    time = context.time
    if time is None or time.period == facts.period:
        return None
    spanned = [fact for fact in now if time.span is None or fact.span in {time.span, *ANY_SPAN}]
    hit = next((fact for fact in spanned if agrees(number, fact.value)), None)
    if hit is None or not _is_telling(number):
        return None
    return Finding(0, "", time.text, "period", _right_date(time.text, facts.period), hit.source, number.text)


def _right_date(text: str, period: str) -> str:
    """The words of a time with the report's year and month in them."""
    relative = text.replace("上个月", "本月").replace("上月", "本月").replace("去年", "今年").replace("上年", "今年")
    if relative != text:
        return re.sub(r"同[月期]", "", relative)
    month = str(int(period[5:]))
    if re.search(r"[—–~～\-至到]", text):
        return re.sub(r"\d{1,2}(?=\s?月)", month, text)
    if "月" in text and re.search(r"\d", text):
        day = re.sub(r"\s?\d{1,2}\s?日", "底", text)
        return re.sub(r"20\d\d", period[:4], re.sub(r"(?<!\d)\d{1,2}(?=\s?月)", month, day))
    return re.sub(r"20\d\d", period[:4], text) if re.search(r"20\d\d", text) else period_text(period)


def _judge_value(number: Number, context: Context, noun: Noun, known: list[Fact], facts: Facts) -> Finding:
    spanned = [fact for fact in known if not context.spans or fact.span in {*context.spans, *ANY_SPAN}]
    timed = spanned or known
    hits = [_of_right_value(number, noun, fact) for fact in timed if agrees(number, fact.value)]
    if hits:
        return min(hits, key=lambda item: ("right", "style").index(item.kind) if item.kind in {"right", "style"} else 2)
    if number.measure and not may_be_counted(noun, number.measure):
        return UNKNOWN
    now = [fact for fact in facts.at(noun, known[0].unit_code, facts.period) if fact.span in PLAIN_SPANS]
    dated = _wrong_date(number, context, noun, now, facts)
    return dated or _of_wrong_value(number, context, noun, timed, facts)


def _of_right_value(number: Number, noun: Noun, fact: Fact) -> Finding:
    right = Finding(0, "", "", "right", source=fact.source)
    should = print_fact(fact.value, noun, fact.source)
    if number.measure and not may_be_counted(noun, number.measure):
        return replace(right, kind="unit", should=should) if _is_telling(number) else UNKNOWN
    if not number.bound and is_rounded_otherwise(number, fact.value, noun, fact.source):
        return replace(right, kind="rounding", should=should)
    if not number.bound and is_written_otherwise(number, fact.value, noun, fact.source):
        return replace(right, kind="style", should=should)
    return right


def _of_wrong_value(number: Number, context: Context, noun: Noun, timed: list[Fact], facts: Facts) -> Finding:
    """Say in which way it is wrong, and whose value it is where it is another's."""
    first = min(timed, key=lambda fact: _distance(number.value, fact.value)) if not context.spans else timed[0]
    should = print_fact(first.value, noun, first.source)
    wrong = Finding(0, "", "", "value", should, first.source)
    if number.bound and any(abs(number.value - fact.value) <= 2 * number.step for fact in timed):
        return replace(wrong, kind="bound")
    if number.step > 1 and any(abs(number.value - fact.value) < number.step for fact in timed):
        return replace(wrong, kind="rounding")
    named = _of_another(number, noun, first, facts) if _is_telling(number) else None
    if named:
        return replace(named, should=should, source=first.source)
    distance = _distance(number.value, first.value)
    if any(_is_power(number, fact.value) for fact in timed) and (context.is_plain or _is_telling(number, 3)):
        return replace(wrong, kind="scale")
    if distance > context.reach and not any(_is_slip(number, fact.value) for fact in timed):
        return replace(UNKNOWN, note=should)
    return wrong


def _of_another(number: Number, noun: Noun, first: Fact, facts: Facts) -> Finding | None:
    """Whose value a wrong number is: another month's, another span's or another unit's."""
    agreeing = [fact for fact in facts.of(noun) if fact.span in PLAIN_SPANS and agrees(number, fact.value)]
    here = [fact for fact in agreeing if fact.unit_code == first.unit_code]
    months = [fact for fact in here if fact.period != first.period and fact.span == first.span]
    spans = [fact for fact in here if fact.period == first.period and fact.span != first.span]
    units = [fact for fact in agreeing if fact.period == first.period and fact.span == first.span]
    if months:
        return Finding(0, "", "", "month", note=period_text(months[-1].period))
    if spans:
        return Finding(0, "", "", "span", note=SPAN_WORDS.get(spans[0].span, ""))
    if units and first.value != units[0].value:
        return Finding(0, "", "", "place", note=row_names.name(units[0].unit_code))
    return None


def agrees(number: Number, value: Decimal) -> bool:
    """Whether a value may be written so: rounded to what is written, or on the side that 近 or 超 says."""
    difference = value - number.value
    if number.bound == "above":
        return 0 <= difference < number.step
    if number.bound == "below":
        return -number.step < difference <= 0
    return -number.step <= 2 * difference < number.step or difference == 0


def _distance(one: Decimal, other: Decimal) -> Decimal:
    """How many times the smaller the larger is."""
    low, high = sorted((abs(one), abs(other)))
    return high / low if low else Decimal(1000) if high else Decimal(1)


def _is_telling(number: Number, digits: int = 2) -> bool:
    """Whether so many digits are written that a match is no chance."""
    return len(re.sub(r"\D", "", number.text).strip("0")) >= digits or not re.search(r"\d", number.text)


def _is_power(number: Number, value: Decimal) -> bool:
    """Whether it is ten, a hundred, ten thousand times too large or too small."""
    powers = [Decimal(10) ** power for power in (1, 2, 3, 4, 8)]
    return any(agrees(number, value * power) or _divides(number, value, power) for power in powers)


def _divides(number: Number, value: Decimal, power: Decimal) -> bool:
    return bool(value) and agrees(number, value / power)


def _is_slip(number: Number, value: Decimal) -> bool:
    """Whether the digits are those of the value, written as exactly: two exchanged, one lost, one other."""
    right, wrong = str(int(value / number.step + Decimal("0.5"))), str(int(number.value / number.step))
    if len(right) < SLIPPED or number.bound:
        return False
    if len(right) == len(wrong):
        return sorted(right) == sorted(wrong) or sum(a != b for a, b in zip(right, wrong, strict=True)) == 1
    longer, shorter = (right, wrong) if len(right) > len(wrong) else (wrong, right)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
