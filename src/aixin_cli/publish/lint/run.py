"""Every number of a briefing beside the month's figures, in the document's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aixin_cli.publish import places
from aixin_cli.publish.lint.changes import judge_level
from aixin_cli.publish.lint.context import Sentence
from aixin_cli.publish.lint.facts import Facts
from aixin_cli.publish.lint.judge import judge
from aixin_cli.publish.lint.model import Finding, Passage
from aixin_cli.publish.lint.parts import find_wrong_sums
from aixin_cli.publish.lint.sentences import split_sentences
from aixin_cli.publish.lint.where import find_places
from aixin_cli.sheets.words import period_text

HEADS = 5
"""So many passages from the beginning may hold the title."""
_TITLE = re.compile(r"20\d\d\s?年\s?\d{1,2}\s?月(?!\s?\d|底|末)")
_CLAUSE = re.compile(r"[^，。；;！？\n]+")


def find_units(passages: Sequence[Passage]) -> list[str]:
    """The units that a document names, the province always."""
    named = {place.unit_code for passage in passages for place in find_places(passage.row + passage.text)}
    return sorted({code for code in named if code} | {places.province().code})


def lint_passages(passages: Sequence[Passage], facts: Facts) -> list[Finding]:
    """One finding for each number of the document, right ones too, and one for each wrong word."""
    found: list[Finding] = []
    for at, passage in enumerate(passages):
        if at < HEADS:
            found.extend(_title(passage, facts.period))
        above: list[str | None] = []
        for text in split_sentences(passage):
            sentence = Sentence.read(text, facts.period, above[-1:])
            findings = [*_numbers(sentence, facts), *_levels(sentence, facts)]
            shown = text.strip()
            found.extend(replace(item, paragraph=passage.number, sentence=shown) for item in _once(findings))
            above.extend(place.unit_code for place in sentence.places if place.unit_code)
    return found


def _title(passage: Passage, period: str) -> Iterator[Finding]:
    """A title that names another month."""
    hit = _TITLE.search(passage.text)
    is_title = hit and len(passage.text) < 50 and not re.search(r"[。，]", passage.text)
    if hit and is_title and "".join(hit[0].split()) != period_text(period):
        yield Finding(passage.number, passage.text, hit[0], "period", period_text(period))


def _numbers(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    found = [judge(number, sentence.context(place), facts) for place, number in enumerate(sentence.numbers)]
    for item in find_wrong_sums(sentence.text, sentence.numbers):
        if all(found[place].severity != "error" for place in (item.place, *item.parts)):
            found[item.place] = replace(found[item.place], kind="parts", should=item.should)
    for number, one in zip(sentence.numbers, found, strict=True):
        yield one if one.stands else replace(one, stands=number.text)


def _levels(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    for clause in _CLAUSE.finditer(sentence.text):
        if not any(clause.start() <= number.start < clause.end() for number in sentence.numbers):
            found = judge_level(sentence, clause.start(), clause.end(), facts)
            if found is not None:
                yield found


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """A date that is wrong is told once, however many numbers show it."""
    seen: set[tuple[str, str]] = set()
    for item in findings:
        if item.kind == "period" and (item.stands, item.should) in seen:
            yield replace(item, kind="right", stands=item.note, should="", note="")
            continue
        seen.add((item.stands, item.should) if item.kind == "period" else ("", ""))
        yield replace(item, note="") if item.kind == "period" else item
