"""A passage's sentences; a cell of a table is one with its row and column before it and the column's unit behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aixin_cli.publish.lint.model import Passage
from aixin_cli.publish.lint.numbers import fold_wide

LONGEST = 1000
_ENDS = re.compile(r"(?<=[。！？])")
_UNIT = re.compile(r"[（(](?:单位[:：])?\s*([万亿]?(?:人次|[人名户件个元对%次份]))[)）]\s*$")
_BARE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def split_sentences(passage: Passage) -> Iterator[str]:
    """The folded sentences of a passage."""
    text = fold_wide(passage.text)
    if passage.column or passage.row:
        yield from _cell(passage, text)
        return
    for part in _ENDS.split(text):
        if part.strip():
            yield from _shortened(part)


def _shortened(sentence: str) -> Iterator[str]:
    """A sentence that is none, cut where it pauses: what is asked of a number looks at all of its sentence."""
    while len(sentence) > LONGEST:
        end = max(sentence.rfind(sign, 0, LONGEST) for sign in "；，、") + 1 or LONGEST
        yield sentence[:end]
        sentence = sentence[end:]
    yield sentence


def _cell(passage: Passage, text: str) -> Iterator[str]:
    column, row = fold_wide(passage.column), fold_wide(passage.row)
    units = [hit[1] for title in (column, row) if (hit := _UNIT.search(title))]
    titles = _UNIT.sub("", row), _UNIT.sub("", column)
    bare = _BARE.fullmatch(text.strip())
    yield f"{titles[0]}{titles[1]}{text.strip()}{units[0] if units and bare else ''}"
