"""Refuses workbooks that would harm their reader, before it sees them.

Every part is inflated once, piece by piece, for its true size; what is looked for costs little beside.
The reader lays a sheet out as one block from its first to its last filled cell, blank cells included:
a single cell in XFD1048576 would be 17 billion cells, and the process would be killed for it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.limits import PIECE, Bomb, has_bomb, inflate, is_overlapping

MAX_CELLS = 10 * 2**20
MAX_ROWS = 600_000
"""The whole province has 267,000 pairs."""
MAX_COLUMNS = 2000
MAX_TAGS = 2_000_000
"""So many tags are looked at one by one where a sheet isn't written as usual."""
NARROW = 52
"""Up to column AZ: county sheets are not wider."""
LONGEST_CELL = 2**17
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_ROOT = re.compile(rb"<(\w+:)?([A-Za-z_]\w*)")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Z]*(\d+)["']""")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:([A-Z]+)\d+"')
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*)>(?!</)")
_TAG_REF = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d+)["']""")
_ODS_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>(?!</)")
_REPEATED = re.compile(rb"""table:number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")


def check_workbook(data: bytes, where: str) -> None:
    """Raise InputError for a workbook in a zip container that is a bomb, damaged, or too large to lay out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            if has_bomb(packed) or is_overlapping(infos, len(data)):
                raise Bomb
        for info in infos:
            if "/media/" not in info.filename:
                _check_part(memoryview(data), info, where)
    except Bomb:
        hint = _("check where the file comes from")
        raise InputError(_("The workbook unpacks to an implausible size."), where, hint) from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError):
        hint = _("open it in Excel or WPS, save it as .xlsx and send that")
        raise InputError(_("The workbook is damaged or not a workbook."), where, hint) from None


def _check_part(view: memoryview, info: zipfile.ZipInfo, where: str) -> None:
    pieces = inflate(view, info)
    prefix, root, head = _prolog(pieces, where)
    if root == b"worksheet":
        width = _stated_width(head)
        last, is_odd = _quick_extent(prefix, width, chain((head,), pieces))
        if is_odd or last * width > MAX_CELLS:
            width = min(MAX_CELLS // max(last, 1), 26 * 27)
            is_odd = _quick_extent(prefix, width, inflate(view, info))[1]
        _check_extent(_exact_extent(inflate(view, info)) if is_odd else [(last, 1)], where)
    elif info.filename == "content.xml":
        _check_extent(_ods_extent(inflate(view, info)), where)
    for _rest in pieces:
        pass


def _prolog(pieces: Iterator[bytes], where: str) -> tuple[bytes, bytes, bytes]:
    """Return the root tag's prefix and name and what was read for it.

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
            return (root[1] or b"", root[2], head) if root else (b"", b"", head)
    return b"", b"", head


def _stated_width(head: bytes) -> int:
    found = _DIMENSION.search(head)
    width = _column_number(found[1]) if found else 0
    return width if 1 < width <= 26 * 27 else NARROW


def _quick_extent(prefix: bytes, width: int, pieces: Iterator[bytes]) -> tuple[int, bool]:
    """Return the last row with a filled cell, and whether one lies beyond a width or isn't written as usual.

    Blank cells that only have a style may go on to the sheet's end: they don't count.
    """
    cell = b"<" + prefix + b"c"
    usual = rb"(?! r=\"(?:" + _letters_up_to(width) + rb")\d)"
    odd = re.compile(cell + rb"(?=[\s>])" + usual + rb"[^<>]*(?<!/)>(?!</)")
    last, is_odd, tail = 0, False, b""
    for piece in pieces:
        text = tail + piece
        last = max(last, _last_row(text, cell, b"</" + prefix + b"c>"))
        is_odd = is_odd or odd.search(text) is not None
        # What begins at the end is looked at again with the next piece.
        cut = max(text.rfind(cell), len(text) - LONGEST_CELL)
        tail = text[cut:]
    return last, is_odd


def _last_row(text: bytes, start: bytes, end: bytes) -> int:
    """Return the row of the last cell that holds anything; 0 where none does."""
    stop = text.rfind(end)
    while stop >= 0:
        begin = text.rfind(start, 0, stop)
        closing = text.find(b">", begin, stop)
        if begin < 0:
            return 0
        if closing + 1 < stop:
            found = _ROW.search(text, begin, closing)
            return int(found[1]) if found else 0
        stop = text.rfind(end, 0, begin)
    return 0


def _exact_extent(pieces: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """Yield rows and columns from A1 to the furthest filled cell so far, tag by tag."""
    row = column = rows = columns = 0
    for name, attributes in _tags(pieces, _TAG):
        found = _TAG_REF.search(attributes)
        if name == b"row":
            row, column = int(found[2]) if found else row + 1, 0
        else:
            column = _column_number(found[1]) if found and found[1] else column + 1
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
        if columns > MAX_COLUMNS:
            hint = _("delete everything to the right of the table, columns and all, and save it again")
            what = _("A sheet reaches to column {column}, far beyond its table.").format(column=columns)
            raise InputError(what, where, hint)
        if rows > MAX_ROWS or rows * columns > MAX_CELLS or count > MAX_TAGS:
            hint = _("delete all rows below the table, or split it by township")
            what = _("A sheet is too large: it reaches to row {row}.").format(row=rows)
            raise InputError(what, where, hint)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters_up_to(width: int) -> bytes:
    """The columns from A to a column of one or two letters, as a regular expression."""
    if width <= 26:
        return b"[A-%c]" % (64 + width)
    first, last = divmod(width - 1, 26)
    whole = b"|[A-%c][A-Z]" % (63 + first) if first > 1 else b""
    return b"[A-Z]" + whole + b"|%c[A-%c]" % (64 + first, 65 + last)
