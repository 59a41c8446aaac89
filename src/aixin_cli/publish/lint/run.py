"""Every number of a briefing beside the month's figures, in the document's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from aixin_cli.publish import row_names
from aixin_cli.publish.lint.changes import judge_level
from aixin_cli.publish.lint.context import read_context
from aixin_cli.publish.lint.facts import Facts
from aixin_cli.publish.lint.judge import judge
from aixin_cli.publish.lint.model import Finding, Kind, Passage
from aixin_cli.publish.lint.nouns import Noun
from aixin_cli.publish.lint.parts import Share, Sum, find_shares, find_wrong_sums
from aixin_cli.publish.lint.sentence import Sentence
from aixin_cli.publish.lint.sentences import split_sentences
from aixin_cli.publish.lint.where import HERE, Place, find_places
from aixin_cli.sheets.words import period_text

HEADS = 5
"""So many passages from the beginning may hold the title."""
SHORT = 30
_TITLE = re.compile(r"20\d\d\s?年\s?\d{1,2}\s?月(?!\s?\d|底|末)")
_CLAUSE = re.compile(r"[^，。；;！？\n]+")


def find_units(passages: Sequence[Passage]) -> list[str]:
    """The units that a document names, the province always."""
    named = {place.unit_code for passage in passages for place in find_places(passage.row + passage.text)}
    return sorted({code for code in named if code and code != HERE} | {row_names.province().code})


def lint_passages(passages: Sequence[Passage], facts: Facts) -> list[Finding]:
    """One finding for each number of the document, right ones too, and one for each wrong word."""
    found: list[Finding] = []
    heading: list[str] = []
    for at, passage in enumerate(passages):
        if at < HEADS:
            found.extend(_title(passage, facts.period))
        if _is_heading(passage):
            heading = _below(find_places(passage.text))[-1:]
        above = list(heading)
        topics: tuple[Noun, ...] = ()
        for text in split_sentences(passage):
            sentence = Sentence.read(text, facts.period, above[-1:], topics)
            findings = [*_numbers(sentence, facts), *_levels(sentence, facts)]
            shown = text.strip()
            found.extend(replace(item, paragraph=passage.number, sentence=shown) for item in _once(findings))
            above.extend(_below(sentence.places))
            topics = sentence.topics
    return found


def _is_heading(passage: Passage) -> bool:
    """Whether a passage heads others: short, and no sentence."""
    return (
        len(passage.text) <= SHORT
        and not passage.column
        and not re.search(r"[。；，：]$|\d[万亿]?[名人户件个]", passage.text)
    )


def _below(named: Iterable[Place]) -> list[str]:
    """The reporting units below the province among those that are named."""
    codes = (item.unit_code for item in named)
    return [code for code in codes if code and code not in {HERE, row_names.province().code}]


def _title(passage: Passage, period: str) -> Iterator[Finding]:
    """A title that names another month."""
    hit = _TITLE.search(passage.text)
    is_title = hit and len(passage.text) < 50 and not re.search(r"[。，]", passage.text)
    if hit and is_title and "".join(hit[0].split()) != period_text(period):
        yield Finding(passage.number, passage.text, hit[0], "period", period_text(period))


def _numbers(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    found = [judge(number, read_context(sentence, place), facts) for place, number in enumerate(sentence.numbers)]
    for item in find_wrong_sums(sentence.text, sentence.numbers):
        _tell_sum(found, item)
    for share in find_shares(sentence, facts):
        _tell_share(found, share)
    for number, one in zip(sentence.numbers, found, strict=True):
        yield one if one.stands else replace(one, stands=number.text)


def _tell_sum(found: list[Finding], item: Sum) -> None:
    """Of a wrong sum the one part that is unlike its figure is wrong where the whole is right; else the whole is."""
    if any(found[place].severity == "error" for place in (item.place, *item.parts)):
        return
    far = [place for place in item.parts if found[place].kind == "unverified" and found[place].note]
    if len(far) == 1 and found[item.place].kind in {"right", "style"}:
        found[far[0]] = replace(found[far[0]], kind="parts", should=found[far[0]].note, note="")
    else:
        found[item.place] = replace(found[item.place], kind="parts", should=item.should)


def _tell_share(found: list[Finding], share: Share) -> None:
    """A share is held against its part, unless that is wrong itself."""
    if found[share.place].kind != "unverified" or found[share.part].severity == "error":
        return
    kind: Kind = "right" if share.is_right else "parts"
    found[share.place] = replace(found[share.place], kind=kind, should="" if share.is_right else share.should)


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
