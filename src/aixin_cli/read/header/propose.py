"""How near an unknown title is to the fields of a form.

The score of a title and a field is the highest similarity between any way of writing the title (its
lowest level; all its levels joined; each group joined with the lowest) and any title of the field (its
title, its synonyms, each of its group's titles joined with its titles under that group), all folded.
Similarity is twice the length of the matching blocks over both lengths (Ratcliff and Obershelp), the
higher of both directions, rounded to two places: 0 nothing in common, 1 the same.
A title that differs by a sign that turns the meaning (被, 原, 非, a digit) never reaches GUESS_SCORE.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from aixin_cli.forms import layouts
from aixin_cli.forms.model import Field
from aixin_cli.forms.title import fold_title
from aixin_cli.read.header.titles import fold

GUESS_SCORE = 0.90
"""From this score on a missing required column is taken from an unknown title, and a query says so."""
GUESS_LEAD = 0.10
"""How far such a title must be ahead of every other title for the field, and of every other field."""
SHOWN_SCORE = 0.5
"""Fields less like a title than this are not proposed."""
_TURNING = frozenset("被受原前旧新非无不未曾上下次另副后0123456789")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field that a title may mean, and how alike they are (0 to 1)."""

    field: str
    title: str
    score: float


@lru_cache(maxsize=2048)
def propose(layout_id: str, levels: tuple[str, ...]) -> tuple[Proposal, ...]:
    """Return the fields most like a column's titles (top level first), the nearest first."""
    scored = [(score(levels, field), field) for field in layouts()[layout_id].fields]
    near = sorted((-value, field.number, field) for value, field in scored if value >= SHOWN_SCORE)
    return tuple(Proposal(field.name, field.title, -value) for value, _number, field in near)


def score(levels: Sequence[str], field: Field) -> float:
    """Return how like a field's titles a column's are; 0 where nobody would be shown the field."""
    best = 0.0
    for written in _written(levels):
        for known in _known(field):
            # To match blocks takes long; most titles share too few signs to come near.
            if _most(written, known) > max(best, SHOWN_SCORE - 0.01):
                best = max(best, _similarity(written, known))
    return best if best >= SHOWN_SCORE else 0.0


def _most(written: str, known: str) -> float:
    """A bound that no similarity of the two exceeds: all signs that both have, wherever they stand."""
    shared = sum(min(count, known.count(sign)) for sign, count in _signs(written))
    return round(2 * shared / (len(written) + len(known)), 2) if written else 0.0


@lru_cache(maxsize=2048)
def _signs(text: str) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(text).items())


def _written(levels: Sequence[str]) -> set[str]:
    folded = [fold(level)[0] for level in levels]
    return {folded[-1], "".join(folded)} | {group + folded[-1] for group in folded[:-1]}


@lru_cache(maxsize=512)
def _known(field: Field) -> frozenset[str]:
    plain = {fold_title(text) for text in (field.title, *field.synonyms)}
    return frozenset(plain | {fold_title(group + sub) for group in field.group for sub in field.grouped})


@lru_cache(maxsize=65536)
def _similarity(written: str, known: str) -> float:
    if not written:
        return 0.0
    if written == known:
        return 1.0
    directions = (difflib.SequenceMatcher(None, *pair, autojunk=False) for pair in ((written, known), (known, written)))
    value = round(max(matcher.ratio() for matcher in directions), 2)
    if (set(written) ^ set(known)) & _TURNING:
        return min(value, GUESS_SCORE - 0.01)
    return min(value, 0.99)
