"""What a batch's columns hold as a whole, so that work nobody needs is compiled away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aixin_cli.forms import Field, Layout
from aixin_cli.forms.field_rules import is_own_number
from aixin_cli.forms.lookalikes import LEADS, holds_lookalikes
from aixin_cli.store.catalogue import load_macros

if TYPE_CHECKING:
    import pyarrow as pa

FREE_TEXT = frozenset({"remark", "content"})
COVERED_MARK = "-00"
"""What stands, for staging alone, in a cell that a merged number covers: nobody writes it, and it is 0."""
BOOL_WORDS = ("是", "否")
"""How a form writes yes and no."""


def is_code_like(field: Field) -> bool:
    """Codes, numbers, dates and phones: no blank inside means anything, and width neither."""
    return field.type != "text" or field.format == "phone"


def keeps_unseen(field: Field, texture: Texture) -> bool:
    """Whether a column of names may hold what can't be seen: names keep it, and are judged without."""
    return field.is_person_name and field.name in texture.odd


@dataclass(frozen=True)
class Texture:
    """What is known of each field's texts in a batch.

    `absent`: no row fills it. `plain`: no blank (but before midnight), no mark in front and, where
    they mean nothing, no full-width character and no small letter. `unmarked`: plain, and no text is a mark that means
    none. `exact`: every text is already what staging would make of it, and none needs a closer look.
    `odd`: some text may hold what can't be seen, or a radical in place of a character.
    `covered`: some cell lies below a number that is merged over several rows, and is marked by COVERED_MARK.
    """

    absent: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    unmarked: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    odd: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()


def texture_of(layout: Layout, rows: pa.Table) -> Texture:
    """Look at whole columns, never at their values one by one."""
    names = ("absent", "plain", "unmarked", "exact", "odd", "covered")
    sets: dict[str, set[str]] = {name: set() for name in names}
    for item in layout.fields:
        for name in _facts(item, rows.column(item.name)):
            sets[name].add(item.name)
    return Texture(**{name: frozenset(fields) for name, fields in sets.items()})


def _facts(field: Field, column: pa.ChunkedArray) -> list[str]:
    if column.null_count == len(column):
        return ["absent"]
    data = _bytes_of(column)
    if field.type == "date":
        data = data.replace(_MIDNIGHT, b"")
    covered = ["covered"] * (field.type in ("int", "money") and COVERED_MARK.encode() in data)
    is_suspicious = bool(data.translate(None, _INNOCENT))
    if is_suspicious and holds_lookalikes(data):
        return ["odd", *covered]
    if is_suspicious and not _is_plain(field, data):
        return covered
    is_exact = _is_exact(field, column, data)
    is_unmarked = is_exact and field.type != "text" or not _is_any(column, no_value_marks())
    return ["plain"] + ["unmarked"] * is_unmarked + ["exact"] * is_exact + covered


@cache
def no_value_marks(macro: str = "is_no_value") -> tuple[str, ...]:
    """The marks that `sql/macro/is_no_value` takes for no value, or the words that another macro lists."""
    body = next(text for text in load_macros() if f" {macro}(" in text)
    return tuple(mark for pattern in re.findall("'([^']+)'", body) for mark in pattern.strip("|").split("|"))


def _bytes_of(column: pa.ChunkedArray) -> bytes:
    """The UTF-8 of all the column's texts, one after the other."""
    import numpy as np

    pieces = []
    for chunk in column.chunks:
        _, offsets, data = chunk.buffers()
        if data is not None and len(chunk):
            ends = np.frombuffer(offsets, dtype=np.int32)
            pieces.append(memoryview(data)[ends[chunk.offset] : ends[chunk.offset + len(chunk)]])
    return b"".join(pieces)


_DIGITS, _CAPITALS, _SMALL = b"0123456789", bytes(range(ord("A"), ord("Z") + 1)), bytes(range(ord("a"), ord("z") + 1))
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_BLANKS = tuple(blank.encode() for blank in " \t\n\v\f\r\u00a0\u200b\u3000\ufeff")
_MARKS = (b"'", b"`")
_WIDE = (b"\xef\xbc", b"\xef\xbd")
"""What the full-width characters U+FF00 to U+FF7F begin with."""
_SUSPICIOUS = bytes({blank[0] for blank in (*_BLANKS, *_MARKS, *_WIDE)}) + _SMALL + LEADS
_INNOCENT = bytes(byte for byte in range(0x100) if byte not in _SUSPICIOUS)
PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
"""Characters that look like one on one machine and like a box on any other."""
_PRIVATE_LEADS = (b"\xee", b"\xef", b"\xf3", b"\xf4")
_NAME_MARKS = (*(mark.encode() for mark in "•∙・‧⋅．･（？□�、等，；／。"), *_PRIVATE_LEADS)
_MIDNIGHT = b" 00:00:00"
"""What the reader writes behind the day of a date cell."""
_DATE_LENGTHS = (10, 19)
# The bytes of texts that are what they should be; dates and phones have their lengths as well.
_EXACT_BYTES = {"id": _DIGITS + _CAPITALS, "date": _DIGITS + b"-", "int": _DIGITS, "money": _DIGITS + b"."}


def _is_plain(field: Field, data: bytes) -> bool:
    sought = [*_BLANKS, *_MARKS]
    if is_code_like(field):
        sought += _WIDE
        if data.translate(None, bytes(byte for byte in range(0x100) if byte not in _SMALL)):
            return False
    return not any(text in data for text in sought)


def _is_exact(field: Field, column: pa.ChunkedArray, data: bytes) -> bool:
    """Of a plain column: whether no text in it is repaired and none can hide a fault that must be looked for."""
    import pyarrow.compute as pc

    if field.type in ("code", "bool"):
        words = BOOL_WORDS if field.type == "bool" else tuple(code.value for code in field.codes)
        return not field.multiple and bool(pc.all(_is_in(column, words), min_count=0).as_py())
    if field.format == "phone":
        return not data.translate(None, _DIGITS) and pc.max(pc.binary_length(column)).as_py() <= 12
    if field.is_person_name:
        is_plain = not data.translate(None, _CAPITALS + _BEYOND_ASCII) and not any(mark in data for mark in _NAME_MARKS)
        return is_plain and not _is_any(column, no_value_marks("is_no_name"))
    if field.type == "text":
        return b"#" not in data and not (is_own_number(field) and (b"." in data or b"+" in data))
    if data.translate(None, _EXACT_BYTES[field.type]):
        return False
    return field.type != "date" or bool(pc.all(_is_in(pc.binary_length(column), _DATE_LENGTHS)).as_py())


def _is_any(column: pa.ChunkedArray, words: tuple[str, ...]) -> bool:
    import pyarrow.compute as pc

    return bool(pc.any(_is_in(column, words)).as_py())


def _is_in(column: pa.ChunkedArray, words: tuple[str, ...] | tuple[int, ...]) -> pa.ChunkedArray:
    """Whether each is one of the words; null where there is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(pc.is_valid(column), pc.is_in(column, pa.array(words, column.type)), pa.scalar(None, pa.bool_()))
