"""Cells that lie far from a sheet's table: blank ones are taken out, others are named.

Only sheets that are too large to lay out come here. Cells whose place is written with few letters and
digits are near; of the others, where they are few, those that hold nothing but blanks are no content.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from aixin_cli.read.header.find import MAX_DEPTH, MAX_START
from aixin_cli.read.letters import column_index, column_letters
from aixin_cli.read.workbook.guard import MAX_COLUMNS, FarSheet, check_sheet, too_far

if TYPE_CHECKING:
    from aixin_cli.read.workbook.package import Package

MOST_FAR = 50_000
"""So many cells lie far from a table by mistake; more are a table."""
TEXTS = "xl/sharedStrings.xml"
MOST_BLANK = 300
"""Bytes of markup in which a cell of blanks fits."""
_FAR = tuple(
    re.compile(rb"""<((?:\w+:)?)c\b([^<>]*?\br\s*=\s*["'](?:[A-Z]{%d,}\d+|[A-Z]+\d{%d,})["'][^<>]*)>""" % sizes)
    for sizes in ((3, 6), (2, 5))
)
_REF = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d+)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_SHARED = re.compile(rb"<(?:\w+:)?si\b[^<>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b.*?(?:/>|</(?:\w+:)?f>)", re.DOTALL)
_MARKUP = re.compile(rb"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Nearer:
    """A far-reaching sheet's XML without what lies far, and the error for it where that wasn't blank."""

    xml: bytes
    error: FarSheet | None


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    start: int
    stop: int
    attributes: bytes
    body: bytes

    @property
    def name(self) -> str:
        return f"{column_letters(self.column - 1).decode()}{self.row}"


def bring_nearer(xml: bytes, package: Package, too_large: FarSheet, where: str) -> Nearer:
    """Return a sheet without its far cells; raise `too_large` where they are the table.

    Where one of them isn't blank only the first rows stay, by which is told whether the sheet holds a form.
    """
    texts, error = _Texts(package), too_large
    for pattern in _FAR:
        far = list(islice(_cells(xml, pattern), MOST_FAR))
        if len(far) == MOST_FAR:
            raise too_large
        try:
            nearer = _without(xml, [cell for cell in far if texts.are_blank(cell)])
            check_sheet(nearer, where)
        except FarSheet as found:
            error = _named(found, [cell for cell in far if not texts.are_blank(cell)], where)
        else:
            return Nearer(nearer, None)
    rows = _first_rows(xml, MAX_START + MAX_DEPTH)
    nearer = _without(rows, list(_cells(rows, _FAR[0])))
    check_sheet(nearer, where)
    return Nearer(nearer, error)


def _named(error: FarSheet, filled: list[_Cell], where: str) -> FarSheet:
    """Return the error with the cell that lies furthest to the right, or else furthest down."""
    if not filled:
        return error
    right = max(filled, key=lambda cell: cell.column)
    far = right if right.column > MAX_COLUMNS else max(filled, key=lambda cell: cell.row)
    return too_far(far.row, far.column, f"{where}!{far.name}")


def _first_rows(xml: bytes, count: int) -> bytes:
    """Return a sheet cut off behind its first rows."""
    end = _END.search(xml)
    for number, found in enumerate(_ROW.finditer(xml), 1):
        place = _REF.search(found[1])
        if (int(place[2]) if place else number) > count and end is not None:
            return xml[: found.start()] + xml[end.start() :]
    return xml


def with_sheet(packed: zipfile.ZipFile, part: str, xml: bytes) -> bytes:
    """Return a workbook with one sheet's XML in the place of its own; the other sheets aren't in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for info in packed.infolist():
            if not info.filename.startswith(part.rpartition("/")[0]):
                copy.writestr(info.filename, packed.read(info.filename))
        copy.writestr(part, xml)
    return buffer.getvalue()


def _cells(xml: bytes, pattern: re.Pattern[bytes]) -> Iterator[_Cell]:
    """Yield the cells with an end tag of their own whose places are written so long."""
    for found in pattern.finditer(xml):
        prefix, attributes = found.groups()
        place = _REF.search(attributes)
        if place is None or attributes.endswith(b"/"):
            continue
        end = xml.find(b"</" + prefix + b"c>", found.end())
        stop = end + len(prefix) + 4 if end >= 0 else len(xml)
        body = xml[found.end() : max(end, found.end())]
        yield _Cell(int(place[2]), column_index(place[1]) + 1, found.start(), stop, attributes, body)


def _without(xml: bytes, cells: list[_Cell]) -> bytes:
    pieces, done = [], 0
    for cell in cells:
        pieces.append(xml[done : cell.start])
        done = cell.stop
    return b"".join((*pieces, xml[done:]))


class _Texts:
    """Tells blank cells, by the workbook's shared texts where need be."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def are_blank(self, cell: _Cell) -> bool:
        """Tell whether a cell shows nothing."""
        found = _TYPE.search(cell.attributes)
        kind = found[1] if found else b"n"
        if len(cell.body) > MOST_BLANK:
            return False
        if kind in (b"inlineStr", b"str"):
            return _is_blank(_FORMULA.sub(b"", cell.body))
        value = _VALUE.search(cell.body)
        if value is None or not value[1].strip():
            return _FORMULA.search(cell.body) is None
        return kind == b"s" and int(value[1]) in self._blank

    @cached_property
    def _blank(self) -> frozenset[int]:
        if TEXTS not in self._package.names:
            return frozenset()
        texts = (found[1] or b"" for found in _SHARED.finditer(self._package.unpack(TEXTS)))
        return frozenset(index for index, text in enumerate(texts) if len(text) <= MOST_BLANK and _is_blank(text))


def _is_blank(markup: bytes) -> bool:
    return not unescape(_MARKUP.sub(b"", markup).decode("utf-8", "replace")).strip()
