"""Workbooks (.xlsx .xlsm .xls .et .ods) as grids of text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import unescape

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.containers import has_bomb
from aixin_cli.read.grid import Grid
from aixin_cli.read.sheetxml import SheetXml
from aixin_cli.read.sniff import ZIP

_OPTIONS = {"header_row": None, "skip_rows": 0, "dtypes": "string", "whitespace_as_null": True}
INDEX = "xl/workbook.xml"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_HIDDEN = re.compile(rb"""\bstate=["'](?:hidden|veryHidden)["']""")
_NAME = re.compile(rb"""\bname=(["'])(.*?)\1""")


def read_workbook(data: bytes, where: str) -> list[Grid]:
    """Return every sheet of a workbook, hidden ones marked and left unread.

    By bytes, since by path fastexcel trusts the extension; `skip_rows=0`, since it drops leading
    blank rows otherwise and the row numbers would not be the clerk's.
    """
    import fastexcel  # noqa: PLC0415 - heavy, and only needed where a workbook is read

    hidden = _check_container(data, where)
    try:
        book = fastexcel.read_excel(data)
        if hidden is None:
            return [_read_slowly(book, index, name) for index, name in enumerate(book.sheet_names)]
        grids = [_read_sheet(book, name, hidden) for name in book.sheet_names]
    except fastexcel.FastExcelError as error:
        raise _translated(error, where) from None
    return [replace(grid, xml=SheetXml(data, index)) for index, grid in enumerate(grids)]


def _read_sheet(book: Any, name: str, hidden: frozenset[str]) -> Grid:
    import pyarrow as pa  # noqa: PLC0415

    if name in hidden:
        return Grid(name, pa.RecordBatch.from_pydict({}), is_hidden=True)
    return Grid(name, book.load_sheet(name, **_OPTIONS, eager=True))


def _read_slowly(book: Any, index: int, name: str) -> Grid:
    """Read by the road that knows whether a sheet is hidden, a fifth slower than the other."""
    import pyarrow as pa  # noqa: PLC0415

    sheet = book.load_sheet(index, **_OPTIONS)
    if sheet.visible != "visible":
        return Grid(name, pa.RecordBatch.from_pydict({}), is_hidden=True)
    return Grid(name, sheet.to_arrow())


def _check_container(data: bytes, where: str) -> frozenset[str] | None:
    """Refuse a damaged container or a bomb; return the hidden sheets' names where they can be had."""
    if not data.startswith(ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            is_bomb = has_bomb(packed)
            index = packed.read(INDEX) if INDEX in packed.namelist() else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError):
        raise _damaged(where) from None
    if is_bomb:
        hint = _("check where the file comes from")
        raise InputError(_("The workbook unpacks to an implausible size."), where, hint)
    return None if index is None else _hidden_sheets(index)


def _hidden_sheets(index: bytes) -> frozenset[str]:
    tags = [tag for tag in _SHEET.findall(index) if _HIDDEN.search(tag)]
    names = [found[2].decode("utf-8", "replace") for tag in tags if (found := _NAME.search(tag))]
    return frozenset(unescape(name, {"&quot;": '"', "&apos;": "'"}) for name in names)


def _translated(error: Exception, where: str) -> InputError:
    if "assword" in str(error):
        hint = _("remove the password in Excel or WPS and save again")
        return InputError(_("The workbook is password-protected."), where, hint)
    return _damaged(where)


def _damaged(where: str) -> InputError:
    hint = _("open it in Excel or WPS, save it as .xlsx and send that")
    return InputError(_("The workbook is damaged or not a workbook."), where, hint)
