"""Keeps persons' names out of the paths and sheet names that are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, overload

from aixin_cli.read.preamble import find_units

if TYPE_CHECKING:
    from aixin_cli.read.model import Notice, SourceTable

NAME_FIELDS = ("recipient_name", "helper_name", "guardian_name")
LONGEST = 12
PHONE = 11
_HAN = re.compile(r"[\u3400-\u9fff·]+")
_NO_NAME = re.compile(
    r"[县区市州镇乡村表账月年报]|台账|结对|帮扶|活动|社会|基金|项目|阵地|指标|期初|补报|汇总|附件|封面|说明"
)
_SIGNED = re.compile(r"[：:]\s*([\u3400-\u9fff·]{2,12})")
_NUMBER = re.compile(r"(?<!\d)(?:\d{6}(?=\d{8}\d{3}[\dXx](?!\d))|1[3-9]\d(?=\d{8}(?!\d)))\d+[Xx]?")


def mask_numbers(text: str) -> str:
    """Return the text with all but the first digits of ID and phone numbers masked."""
    return _NUMBER.sub(_masked_number, text)


def _masked_number(found: re.Match[str]) -> str:
    shown = 3 if len(found[0]) == PHONE else 6
    return found[0][:shown] + "*" * (len(found[0]) - shown)


def mask_names(
    names: Sequence[str], tables: Sequence[SourceTable], notices: Sequence[Notice]
) -> tuple[str, list[SourceTable], list[Notice]]:
    """Return path, tables and notices with every word masked that is a person's name in the file."""
    words = {word for name in names for word in _words(name)}
    words |= {word for table in tables for word in _words(table.sheet or "")}
    found = {word for table in tables for word in _persons(words, table)}
    persons = sorted(found, key=lambda word: (len(word), word))
    return (
        _mask(mask_numbers("/".join(names)), persons),
        [replace(table, sheet=_mask(table.sheet, persons)) for table in tables],
        [replace(notice, sheet=_mask(notice.sheet, persons)) for notice in notices],
    )


def _words(text: str) -> set[str]:
    """Whatever could be a name in a text: pieces between the words of files and units."""
    pieces = [piece for run in _HAN.findall(text) for piece in _NO_NAME.split(run)]
    return {
        piece[start:end]
        for piece in pieces
        for start in range(len(piece) - 1)
        for end in range(start + 2, min(len(piece), start + LONGEST) + 1)
    }


def _persons(words: set[str], table: SourceTable) -> set[str]:
    """Those of the words that are a person's name in the table, or stand in its signatures."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not words:
        return set()
    wanted = pa.array(sorted(words), pa.string())
    found: set[str] = set()
    for name in NAME_FIELDS:
        if name in table.rows.schema.names:
            column = table.rows.column(name)
            found |= set(column.filter(pc.is_in(column, value_set=wanted)).to_pylist())
    is_signature = pc.equal(table.set_aside.column("reason"), "signature")
    for text in table.set_aside.column("text").filter(is_signature).to_pylist():
        found |= words.intersection(_SIGNED.findall(text or ""))
    return {word for word in found if not find_units(word)}


@overload
def _mask(text: str, persons: Sequence[str]) -> str: ...


@overload
def _mask(text: None, persons: Sequence[str]) -> None: ...


def _mask(text: str | None, persons: Sequence[str]) -> str | None:
    for person in reversed(persons):
        text = text and text.replace(person, person[0] + "**")
    return text
