"""Workbooks in one XML file, as Excel 2003 wrote them and some systems still export them as .xls."""

from __future__ import annotations

import re
from xml.parsers import expat

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.grid import Grid
from aixin_cli.read.text.encoding import decode
from aixin_cli.read.web.canvas import Canvas, check_markup, number_text

NAMES = "urn:schemas-microsoft-com:office:spreadsheet "
_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?")


def read_spreadsheet_ml(data: bytes, where: str) -> list[Grid]:
    """Return the sheets. Entities can't be declared in such a file: InputError before any is expanded."""
    check_markup(data, where)
    book = _Book(where)
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = book.refuse_declarations
    parser.StartElementHandler = book.start
    parser.EndElementHandler = book.end
    parser.CharacterDataHandler = book.text
    try:
        parser.Parse(_utf8(data, where), True)
    except (expat.ExpatError, ValueError, OverflowError):
        raise _damaged(where) from None
    return book.grids


class _Book:
    """The workbook while its XML goes by."""

    def __init__(self, where: str) -> None:
        self.grids: list[Grid] = []
        self._where = where
        self._canvas = Canvas(where)
        self._sheet = ""
        self._is_hidden = False
        self._row = self._column = -1
        self._span = (1, 1)
        self._type = ""
        self._pieces: list[str] | None = None

    def refuse_declarations(self, *_declaration: object) -> None:
        """A document type declares entities, which may be a billion laughs."""
        what = _("The workbook's XML declares entities of its own: no spreadsheet program made it.")
        raise InputError(what, self._where, _("check where the file comes from"))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a sheet, row or cell; its place is counted on, or given by an index."""
        name = tag.rpartition(" ")[2]
        index = int(attributes.get(NAMES + "Index", 0))
        if name == "Worksheet":
            self._canvas, self._sheet, self._is_hidden = Canvas(self._where), attributes.get(NAMES + "Name", ""), False
            self._row = -1
        elif name == "Row":
            self._row, self._column = (index - 1 if index > 0 else self._row + 1), -1
        elif name == "Cell":
            self._column = index - 1 if index > 0 else self._column + 1
            down, across = (max(0, int(attributes.get(NAMES + key, 0))) for key in ("MergeDown", "MergeAcross"))
            self._span = (down + 1, across + 1)
        elif name in ("Data", "Visible"):
            self._type, self._pieces = attributes.get(NAMES + "Type", ""), []

    def end(self, tag: str) -> None:
        """End what was begun."""
        name = tag.rpartition(" ")[2]
        text = "".join(self._pieces or ())
        if name == "Data":
            self._canvas.put(max(self._row, 0), max(self._column, 0), _value(text, self._type), self._span)
        elif name == "Cell":
            self._column += self._span[1] - 1
        elif name == "Visible":
            self._is_hidden = text.startswith("SheetHidden") or text == "SheetVeryHidden"
        elif name == "Worksheet":
            self.grids.append(self._canvas.grid(self._sheet, is_hidden=self._is_hidden))
        if name in ("Data", "Visible"):
            self._pieces = None

    def text(self, text: str) -> None:
        """Take text that belongs to a cell."""
        if self._pieces is not None:
            self._pieces.append(text)


def _value(text: str, kind: str) -> str:
    """A cell's text as the reader of other workbooks gives it."""
    if kind == "Number":
        return number_text(text)
    if kind == "Boolean":
        return "true" if text == "1" else "false"
    found = _MIDNIGHT.fullmatch(text) if kind == "DateTime" else None
    return f"{found[1]} {found[2]}" if found else text


def _utf8(data: bytes, where: str) -> bytes:
    found = _ENCODING.search(data[:200])
    name = found[1].decode().lower() if found else "utf-8"
    try:
        text = data.decode("gb18030") if name in ("gb2312", "gbk", "gb18030") else decode(data, where)
    except UnicodeDecodeError:
        raise _damaged(where) from None
    return text.encode("utf-8")


def _damaged(where: str) -> InputError:
    hint = _("open it in Excel or WPS, save it as .xlsx and send that")
    return InputError(_("The workbook is damaged or not a workbook."), where, hint)
