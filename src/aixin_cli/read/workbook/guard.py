"""Refuses workbooks that would harm their reader, before it sees them.

The reader lays a sheet out as one block from its first to its last filled cell, blank cells included:
a single cell in XFD1048576 would be 17 billion cells, and the process would be killed for it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.delivery.limits import BEGINNING, PIECE, Bomb, has_bomb, inflate, is_overlapping
from aixin_cli.read.letters import column_index
from aixin_cli.read.workbook.extent import Extent, find_extent

MAX_CELLS = 10 * 2**20
MAX_ROWS = 600_000
"""The whole province has 267,000 pairs."""
MAX_COLUMNS = 2000
MAX_SHEETS = 300
"""A sheet for each of a county's townships, or of the province's units."""
MAX_TAGS = 2_000_000
"""So many tags are looked at one by one where a sheet isn't written as usual."""
READ_WHOLE = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml")
"""The parts beside the sheets that the reader takes in."""
MOST_RATIO = 1032
"""Deflate packs no better than that."""
MOST_UNCHECKED = 2**28
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_ROOT = re.compile(rb"<(\w+:)?([A-Za-z_]\w*)")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*)>(?!</)")
_TAG_REF = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d+)["']""")
_ODS_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>(?!</)")
_REPEATED = re.compile(rb"""table:number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")


class FarSheet(InputError):
    """A sheet whose filled cells reach further than its reader can lay out."""


def check_workbook(data: bytes, packed: zipfile.ZipFile, where: str) -> None:
    """Raise InputError for a workbook in a zip container that is a bomb, or too large to lay out.

    The parts of an .xlsx that are sheets are looked at by `check_sheet`, when they are unpacked anyway.
    """
    infos, view = packed.infolist(), memoryview(data)
    try:
        if has_bomb(packed) or is_overlapping(infos, len(data)):
            raise Bomb
        for info in infos:
            if info.filename == "content.xml":
                _prolog(inflate(view, info), where)
                _check_extent(_ods_extent(inflate(view, info)), where)
            elif info.filename in READ_WHOLE:
                _check_part(view, info, where)
    except Bomb:
        raise implausible(where) from None


def implausible(where: str) -> InputError:
    """Return the error for a workbook that would fill the memory."""
    hint = _("check where the file comes from")
    return InputError(_("The workbook unpacks to an implausible size."), where, hint)


def too_many_sheets(where: str) -> InputError:
    """Return the error for a workbook of more sheets than anybody fills in."""
    what = _("The workbook has more than {count} sheets.").format(count=MAX_SHEETS)
    return InputError(what, where, _("keep the sheets with tables, and leave out the others"))


def check_sheet(xml: bytes, where: str) -> None:
    """Raise InputError for a sheet that declares entities, FarSheet where its filled cells reach too far."""
    rest = (xml[start : start + PIECE] for start in range(BEGINNING, len(xml), PIECE))
    root = _prolog(chain((xml[:BEGINNING],), rest), where)
    if root != b"worksheet":
        return
    if _fits(find_extent(xml)):
        return
    filled = find_extent(xml, is_filled_only=True)
    if _fits(filled):
        return
    if filled.is_usual and filled.rows > MAX_ROWS:
        _check_extent([(filled.rows, 1)], where)
    _check_extent(_exact_extent(iter((xml,))), where)


def _fits(extent: Extent) -> bool:
    return extent.is_usual and fits(extent.rows, extent.columns)


def fits(rows: int, columns: int) -> bool:
    """Tell whether a block of cells can be laid out."""
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS


def _check_part(view: memoryview, info: zipfile.ZipInfo, where: str) -> None:
    """Look at a part's beginning; at all of it only where it could unpack to much more than it says."""
    pieces = inflate(view, info)
    _prolog(pieces, where)
    if info.compress_size * MOST_RATIO > MOST_UNCHECKED:
        for _rest in pieces:
            pass


def _prolog(pieces: Iterator[bytes], where: str) -> bytes:
    """Return the root tag's name, blank where there is none.

    No part of a workbook declares a document type, but a billion laughs do: InputError.
    """
    head = b""
    for piece in pieces:
        head += piece
        plain = _COMMENT.sub(b"", head[: 4 * PIECE])
        root = _ROOT.search(plain)
        if b"<!DOCTYPE" in plain[: root.start() if root else None] or head.startswith(_UTF16):
            what = _("The workbook's XML declares entities of its own: no spreadsheet program made it.")
            raise InputError(what, where, _("check where the file comes from"))
        if root or len(head) > 4 * PIECE:
            return root[2] if root else b""
    return b""


def _exact_extent(pieces: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """Yield rows and columns from A1 to the furthest filled cell so far, tag by tag."""
    row = column = rows = columns = 0
    for name, attributes in _tags(pieces, _TAG):
        found = _TAG_REF.search(attributes)
        if name == b"row":
            row, column = int(found[2]) if found else row + 1, 0
        else:
            column = column_index(found[1]) + 1 if found and found[1] else column + 1
            row = int(found[2]) if found else row
            if not attributes.endswith(b"/"):
                rows, columns = max(rows, row), max(columns, column)
        yield rows, columns


def _ods_extent(pieces: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """The same of an .ods, where a cell or a row may stand for millions of equal ones."""
    row = column = rows = columns = 0
    for name, attributes in _tags(pieces, _ODS_TAG):
        found = _REPEATED.search(attributes)
        times = int(found[1]) if found else 1
        if name == b"table":
            row = column = rows = columns = 0
        elif name == b"table-row":
            row, column = row + times, 0
        else:
            column += times
            if not attributes.endswith(b"/") or b"office:value" in attributes:
                rows, columns = max(rows, row), max(columns, column)
        yield rows, columns


def _tags(pieces: Iterator[bytes], pattern: re.Pattern[bytes]) -> Iterator[tuple[bytes, bytes]]:
    tail = b""
    for piece in pieces:
        text = tail + piece
        # A tag at the end waits for what follows it.
        cut = max(text.rfind(b"<", 0, max(text.rfind(b">"), 0)), 0)
        for found in pattern.finditer(text, 0, cut):
            yield found[1], found[2]
        tail = text[cut:]
    for found in pattern.finditer(tail):
        yield found[1], found[2]


def _check_extent(extents: Iterable[tuple[int, int]], where: str) -> None:
    for count, (rows, columns) in enumerate(extents):
        if not fits(rows, columns) or count > MAX_TAGS:
            raise too_far(rows, columns, where)


def too_far(rows: int, columns: int, where: str) -> FarSheet:
    """Return the error for a sheet that reaches so far."""
    if columns > MAX_COLUMNS:
        hint = _("delete everything to the right of the table, columns and all, and save it again")
        what = _("A sheet reaches to column {column}, far beyond its table.").format(column=columns)
        return FarSheet(what, where, hint)
    hint = _("delete all rows below the table, or split it by township")
    return FarSheet(_("A sheet is too large: it reaches to row {row}.").format(row=rows), where, hint)
