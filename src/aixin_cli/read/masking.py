"""Keeps persons' names out of the paths and sheet names that are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aixin_cli.read.preamble import find_units

if TYPE_CHECKING:
    from aixin_cli.read.model import SourceTable

NAME_FIELDS = ("recipient_name", "helper_name", "guardian_name")
_HAN = re.compile(r"[\u3400-\u9fff·]+")
_NO_NAME = re.compile(
    r"[县区市州镇乡村表账月年报]|台账|结对|帮扶|活动|社会|基金|项目|阵地|指标|期初|补报|汇总|附件|封面|说明"
)


def mask_names(names: Sequence[str], tables: Sequence[SourceTable]) -> tuple[str, list[SourceTable]]:
    """Return the path and the tables with every word masked that is a person's name in the file."""
    words = {word for name in names for word in _words(name)}
    words |= {word for table in tables for word in _words(table.sheet or "")}
    persons = sorted((word for word in words if any(_is_person(word, table) for table in tables)), key=len)
    path = "/".join(names)
    shown = [replace(table, sheet=_mask(table.sheet, persons)) if table.sheet else table for table in tables]
    return _mask(path, persons), shown if persons else list(tables)


def _words(text: str) -> list[str]:
    candidates = [word for word in _HAN.findall(text) if 2 <= len(word) <= 12 and not _NO_NAME.search(word)]
    return [word for word in candidates if not find_units(word)]


def _is_person(word: str, table: SourceTable) -> bool:
    import pyarrow.compute as pc  # noqa: PLC0415

    present = [name for name in NAME_FIELDS if name in table.rows.schema.names]
    if any(pc.index(table.rows.column(name), word).as_py() >= 0 for name in present):
        return True
    signed = pc.match_substring(table.set_aside.column("text"), word)
    is_signature = pc.equal(table.set_aside.column("reason"), "signature")
    return bool(pc.any(pc.and_(signed, is_signature)).as_py())


def _mask(text: str, persons: Sequence[str]) -> str:
    for person in reversed(persons):
        text = text.replace(person, person[0] + "**")
    return text
